package dev.beckon.dispatch.round;

import dev.beckon.dispatch.DispatchProperties;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.DriverIndexModule;
import dev.beckon.dispatch.drivers.WakeService;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.DeadLettersKafka;
import dev.beckon.platform.kafka.Node;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.routing.Routes;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The role {@code dispatcher}: folds the intake and keeps the driver index. */
@Configuration(proxyBeanMethods = false)
@Import(DriverIndexModule.class)
public class DispatcherModule {

    @Bean
    DispatcherKafka dispatcher(
            ConnectionKafka connection,
            DeadLettersKafka deadLetters,
            WriterKafka writer,
            Database dispatchDatabase,
            DispatchProperties properties,
            SearchSettings settings,
            Orders rules,
            Routes routes,
            WakeService wake,
            InstantSource clock,
            Node node) {
        // Loads the solver's native library: where it is missing, the start fails and not a round.
        properties.policy().match(List.of());
        var dsl = dispatchDatabase.dsl();
        var candidates = new CandidatesService(new CandidatesTable(), routes);
        var roadTime = new RoadTime(RoadTime.Limits.USUAL, System::nanoTime);
        return new DispatcherKafka(
                connection,
                deadLetters,
                new RoundService(dsl, rules, settings, properties.policy(), candidates, roadTime),
                new RecoveryService(dsl, rules),
                new PublisherKafka(writer),
                new TimersKafka(new DueTable(dsl), rules, writer),
                outcome -> wake.wake(outcome.freed(), clock.instant()),
                clock,
                node);
    }
}
