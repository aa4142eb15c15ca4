package dev.beckon.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sockets are kept alive.
 *
 * @param heartbeat how often the server pings
 * @param silence after how long without a sign of life a socket is closed
 */
@ConfigurationProperties("beckon.gateway")
record GatewayProperties(
        @DefaultValue("20s") Duration heartbeat, @DefaultValue("60s") Duration silence) {}
