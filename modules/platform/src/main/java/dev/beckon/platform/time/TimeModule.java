package dev.beckon.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock: in milliseconds, which is what goes over every wire. */
@Configuration(proxyBeanMethods = false)
public class TimeModule {

    @Bean
    InstantSource clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }
}
