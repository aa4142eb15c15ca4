package dev.beckon.dispatch.round;

import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.DispatchProperties;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.DriverIndexModule;
import dev.beckon.dispatch.drivers.VacuumService;
import dev.beckon.dispatch.drivers.WakeService;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.DeadLettersKafka;
import dev.beckon.platform.kafka.LagMetrics;
import dev.beckon.platform.kafka.Node;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.time.RepeatedService;
import dev.beckon.routing.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The role {@code dispatcher}: folds the intake and keeps the driver index. */
@Configuration(proxyBeanMethods = false)
@Import(DriverIndexModule.class)
public class DispatcherModule {

    /** So long at the most until a driver who was freed wakes an order that waits. */
    private static final Duration UNTIL_WOKEN = Duration.ofMillis(50);

    @Bean
    AfterRoundsService afterRounds(WakeService wake, VacuumService vacuum, InstantSource clock) {
        return new AfterRoundsService(wake, vacuum, clock);
    }

    @Bean
    RepeatedService wakes(AfterRoundsService afterRounds) {
        return new RepeatedService("dispatcher.wakes", UNTIL_WOKEN, afterRounds::wake);
    }

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
            AfterRoundsService afterRounds,
            InstantSource clock,
            Node node,
            MeterRegistry meters) {
        // Loads the solver's native library: where it is missing, the start fails and not a round.
        properties.policy().match(List.of());
        var dsl = dispatchDatabase.dsl();
        var candidates =
                new CandidatesService(new NeighboursService(new CandidatesTable()), routes);
        var roadTime = new RoadTime(RoadTime.Limits.USUAL, System::nanoTime);
        var due = new DueTable(dsl);
        var metrics = new DispatcherMetrics(meters);
        metrics.gauge(
                "beckon.offers.open",
                "Orders whose offer is open, in all partitions",
                () -> due.inState(OrderState.OFFERED));
        metrics.gauge(
                "beckon.orders.searching",
                "Orders that wait for a driver, in all partitions",
                () -> due.inState(OrderState.SEARCHING));
        var dispatcher =
                new DispatcherKafka(
                        connection,
                        deadLetters,
                        new RoundService(
                                dsl,
                                rules,
                                settings,
                                properties.policy(),
                                candidates,
                                roadTime,
                                metrics),
                        new RecoveryService(dsl, rules),
                        new PublisherKafka(writer, metrics),
                        new TimersKafka(due, rules, writer, metrics),
                        afterRounds,
                        clock,
                        node,
                        metrics);
        LagMetrics.watch(
                meters, Topics.ORDER_INTAKE.name(), DispatcherKafka.GROUP, dispatcher::metrics);
        return dispatcher;
    }
}
