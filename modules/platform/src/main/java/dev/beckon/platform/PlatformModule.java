package dev.beckon.platform;

import dev.beckon.platform.http.HttpModule;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.redis.RedisModule;
import dev.beckon.platform.security.SecurityModule;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.platform.time.TimeModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every role stands on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
@Import({
    TimeModule.class,
    KafkaModule.class,
    RedisModule.class,
    HttpModule.class,
    SecurityModule.class
})
public class PlatformModule {}
