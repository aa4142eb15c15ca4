package dev.beckon.identity;

import dev.beckon.platform.redis.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may try to get in.
 *
 * @param email logins to one account
 * @param address logins and registrations from one network address
 */
@ConfigurationProperties("beckon.limits.login")
record LoginLimitsProperties(
        @DefaultValue("10/1m") Rate email, @DefaultValue("100/1m") Rate address) {}
