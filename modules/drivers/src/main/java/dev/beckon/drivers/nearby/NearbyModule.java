package dev.beckon.drivers.nearby;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.redis.RedisCircuit;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The map of nearby drivers, fed by topics. */
@Configuration(proxyBeanMethods = false)
@Import(NearbyHttp.class)
public class NearbyModule {

    @Bean
    NearbyService nearbyService(RedisCircuit redis, InstantSource clock) {
        return new NearbyService(new NearbyRedis(redis), clock);
    }

    @Bean
    TailKafka<DriverShift> shiftsIntoMap(KafkaModule.Topics topics, NearbyService nearby) {
        return topics.tail(Topics.DRIVER_SHIFTS, TailKafka.From.BEGINNING, nearby::onShifts);
    }

    @Bean
    ListenerKafka<DriverSignal> signalsIntoMap(KafkaModule.Topics topics, NearbyService nearby) {
        return topics.listen("driver-map", Topics.DRIVER_LOCATIONS, nearby::onSignals);
    }
}
