package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The driver index, fed by topics. */
@Configuration(proxyBeanMethods = false)
public class DriverIndexModule {

    /** A driver who has not been heard of for longer is no candidate. */
    public static final Duration ALIVE = Duration.ofSeconds(60);

    /** The more have queued up, the more are read at once, and of each driver's one is written. */
    private static final int SIGNALS_MOST = 5_000;

    private static final String SHIFTS_GROUP = "driver-index-shifts";
    private static final String LOCATIONS_GROUP = "driver-index-locations";

    @Bean
    WakeService wakeService(
            Database dispatchDatabase, SearchSettings settings, WriterKafka writer) {
        var table = new WakeTable(dispatchDatabase.dsl(), settings.radiiM().getLast());
        return new WakeService(table, writer);
    }

    /** For whoever claims drivers. */
    @Bean
    VacuumService vacuumOfClaims(Database dispatchDatabase, InstantSource clock) {
        return new VacuumService(new DriverIndexTable(dispatchDatabase.dsl()), clock);
    }

    @Bean
    DriverIndexService driverIndex(
            Database dispatchDatabase,
            WakeService wake,
            MeterRegistry meters,
            InstantSource clock) {
        var table = new DriverIndexTable(dispatchDatabase.dsl());
        return new DriverIndexService(
                table,
                wake,
                new VacuumService(table, clock),
                new DriverIndexMetrics(meters),
                clock);
    }

    @Bean
    ListenerKafka<DriverShift> shiftsIntoIndex(
            KafkaModule.Topics topics, DriverIndexService index) {
        return topics.listen(SHIFTS_GROUP, Topics.DRIVER_SHIFTS, Haste.AT_ONCE, index::onShifts);
    }

    @Bean
    ListenerKafka<DriverSignal> signalsIntoIndex(
            KafkaModule.Topics topics, DriverIndexService index) {
        return topics.listen(
                LOCATIONS_GROUP,
                Topics.DRIVER_LOCATIONS,
                Haste.GATHERED,
                SIGNALS_MOST,
                index::onSignals);
    }
}
