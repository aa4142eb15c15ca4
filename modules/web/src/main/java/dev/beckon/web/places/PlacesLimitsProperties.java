package dev.beckon.web.places;

import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may look for places; a client asks while they type.
 *
 * @param places for one account
 */
@ConfigurationProperties("beckon.limits")
record PlacesLimitsProperties(@DefaultValue("300/1m") Rate places) {}
