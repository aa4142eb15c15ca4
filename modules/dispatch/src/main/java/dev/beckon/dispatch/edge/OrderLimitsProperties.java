package dev.beckon.dispatch.edge;

import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often customers may order.
 *
 * @param orders of one customer
 */
@ConfigurationProperties("beckon.limits")
record OrderLimitsProperties(@DefaultValue("20/1m") Rate orders) {}
