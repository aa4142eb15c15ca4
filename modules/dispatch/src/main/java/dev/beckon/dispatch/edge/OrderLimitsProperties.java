package dev.beckon.dispatch.edge;

import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often customers may order, and ask what an order would be like.
 *
 * @param orders of one customer
 * @param quotes to one customer
 */
@ConfigurationProperties("beckon.limits")
record OrderLimitsProperties(
        @DefaultValue("20/1m") Rate orders, @DefaultValue("60/1m") Rate quotes) {}
