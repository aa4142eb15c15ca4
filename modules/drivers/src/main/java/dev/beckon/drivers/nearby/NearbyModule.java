package dev.beckon.drivers.nearby;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.redis.RedisCircuit;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The map of nearby drivers, fed by topics. */
@Configuration(proxyBeanMethods = false)
public class NearbyModule {

    /** The more have queued up, the more are read at once, and of each driver's one is kept. */
    private static final int SIGNALS_MOST = 5_000;

    @Bean
    OnShift driversOnShift() {
        return new OnShift();
    }

    @Bean
    TailKafka<DriverShift> shiftsIntoMap(KafkaModule.Topics topics, OnShift onShift) {
        var into = new ShiftsKafka(onShift);
        return topics.tail(
                "driver-map",
                Topics.DRIVER_SHIFTS,
                TailKafka.From.BEGINNING,
                Haste.AT_ONCE,
                into::onShifts);
    }

    @Bean
    NearbyService nearbyService(RedisCircuit redis, OnShift onShift, InstantSource clock) {
        return new NearbyService(new NearbyRedis(redis), onShift, clock);
    }

    @Bean
    NearbyHttp nearbyHttp(NearbyService nearby, TailKafka<DriverShift> shiftsIntoMap) {
        return new NearbyHttp(nearby, shiftsIntoMap::caughtUp);
    }

    @Bean
    ListenerKafka<DriverSignal> signalsIntoMap(KafkaModule.Topics topics, NearbyService nearby) {
        return topics.listen(
                "driver-map",
                Topics.DRIVER_LOCATIONS,
                Haste.GATHERED,
                SIGNALS_MOST,
                nearby::onSignals);
    }
}
