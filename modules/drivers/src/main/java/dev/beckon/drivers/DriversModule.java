package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.ListenerKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The drivers role: shifts and profiles. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(DriversHttp.class)
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
    ListenerKafka<DriverFact> driverIntake(KafkaModule.Topics topics, DriversService drivers) {
        return topics.listen("drivers", Topics.DRIVER_INTAKE, drivers::fold);
    }
}
