package dev.beckon.platform.redis;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.RedisClient;

/** The connection to Redis; nothing here waits for it, because everything works without it. */
@Configuration(proxyBeanMethods = false)
public class RedisModule {

    @Bean
    RedisClient redisClient(@Value("${spring.data.redis.url:redis://127.0.0.1:6379}") URI url) {
        return RedisClient.create(url);
    }

    @Bean
    HealthIndicator redisHealth(RedisClient redis) {
        return new HealthRedis(redis);
    }
}
