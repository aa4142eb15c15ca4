package dev.beckon.platform.redis;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to Redis; nothing here waits for it, because everything works without it. */
@Configuration(proxyBeanMethods = false)
public class RedisModule {

    @Bean
    RedisCircuit redisCircuit(@Value("${spring.data.redis.url:redis://127.0.0.1:6379}") URI url) {
        return new RedisCircuit(url);
    }

    @Bean
    Limits limits(RedisCircuit redis) {
        return new Limits(redis);
    }

    @Bean
    HealthIndicator redisHealth(RedisCircuit redis) {
        return new HealthRedis(redis);
    }
}
