package dev.beckon.app.planted.drivers;

import org.springframework.context.annotation.Configuration;

/** Configuration outside …Module. */
@Configuration
class WiringService {}
