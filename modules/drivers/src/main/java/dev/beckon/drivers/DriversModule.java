package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.drivers.nearby.NearbyModule;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.routing.TimeScaleProperties;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The drivers role: shifts, profiles and the map of who is near. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({PositionLimitsProperties.class, TimeScaleProperties.class})
@Import({DriversHttp.class, NearbyModule.class})
public class DriversModule {

    private static final int CONNECTIONS = 3;

    @Bean
    Database driversDatabase(DatabaseProperties properties) {
        return Database.open(properties, "drivers", CONNECTIONS);
    }

    @Bean
    DriversService driversService(
            Database driversDatabase, WriterKafka writer, InstantSource clock) {
        return new DriversService(driversDatabase, writer, clock);
    }

    @Bean
    PositionsService positionsService(WriterKafka writer, TimeScaleProperties scale) {
        return new PositionsService(writer, scale.timeScale());
    }

    @Bean
    ListenerKafka<DriverFact> driverIntake(KafkaModule.Topics topics, DriversService drivers) {
        return topics.listen("drivers", Topics.DRIVER_INTAKE, Haste.AT_ONCE, drivers::fold);
    }
}
