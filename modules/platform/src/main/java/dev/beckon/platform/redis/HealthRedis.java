package dev.beckon.platform.redis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Tells whether Redis answers; without it Beckon is still healthy, because orders still flow. */
record HealthRedis(RedisClient redis) implements HealthIndicator {

    @Override
    public Health health() {
        try {
            redis.ping();
            return Health.up().build();
        } catch (JedisException e) {
            return Health.up().withDetail("away", e.toString()).build();
        }
    }
}
