package dev.beckon.platform.redis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import redis.clients.jedis.RedisClient;

/** Tells whether Redis answers; without it Beckon is still healthy, because orders still flow. */
record HealthRedis(RedisCircuit redis) implements HealthIndicator {

    @Override
    public Health health() {
        redis.ask(RedisClient::ping, () -> "");
        var trouble = redis.findTrouble();
        return trouble == null
                ? Health.up().build()
                : Health.up().withDetail("away", trouble).build();
    }
}
