package dev.beckon.dispatch.edge;

import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import dev.beckon.platform.kafka.GroupKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.redis.Limits;
import dev.beckon.platform.redis.RedisCircuit;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.time.RepeatedService;
import dev.beckon.routing.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The role {@code orders}: the HTTP edge. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrdersProperties.class, OrderLimitsProperties.class})
public class OrdersModule {

    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(6);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Bean
    Decisions decisions() {
        return new Decisions();
    }

    @Bean
    TailKafka<OrderStatus> statusesIntoDecisions(KafkaModule.Topics topics, Decisions decisions) {
        var into = new DecisionsKafka(decisions);
        return topics.tail(
                "orders",
                Topics.ORDER_STATUS,
                TailKafka.From.END,
                Haste.GATHERED,
                into::onStatuses);
    }

    @Bean
    TailKafka<OrderReply> repliesIntoDecisions(KafkaModule.Topics topics, Decisions decisions) {
        var into = new DecisionsKafka(decisions);
        return topics.tail(
                "orders", Topics.ORDER_REPLIES, TailKafka.From.END, Haste.AT_ONCE, into::onReplies);
    }

    @Bean
    AcknowledgementsKafka acknowledgements() {
        return new AcknowledgementsKafka(ACKNOWLEDGEMENT);
    }

    @Bean
    RepeatedService overdueAcknowledgements(AcknowledgementsKafka acknowledgements) {
        return new RepeatedService("orders.overdue", BETWEEN_LOOKS, acknowledgements::look);
    }

    @Bean
    OrderCommandsService orderCommands(
            WriterKafka writer,
            Decisions decisions,
            RedisCircuit redis,
            AcknowledgementsKafka acknowledgements) {
        return new OrderCommandsService(
                writer, decisions, new FingerprintsRedis(redis), acknowledgements);
    }

    @Bean
    TailKafka<OrderFact> intakeIntoPlaced(
            KafkaModule.Topics topics, OrderCommandsService commands) {
        var into = new IntakeKafka(commands);
        return topics.tail(
                "orders", Topics.ORDER_INTAKE, TailKafka.From.END, Haste.GATHERED, into::onFacts);
    }

    @Bean
    ServiceAreaHttp serviceArea(OrdersProperties properties) {
        return new ServiceAreaHttp(properties.serviceArea());
    }

    @Bean
    AreaHttp areaHttp(OrdersProperties properties, Routes routes) {
        return new AreaHttp(properties.serviceArea(), routes);
    }

    @Bean
    GroupKafka dispatchersOnIntake(KafkaModule.Topics topics) {
        return topics.group(DispatchModule.DISPATCHERS, Topics.ORDER_INTAKE);
    }

    @Bean
    BacklogService backlog(
            GroupKafka dispatchersOnIntake,
            OrdersProperties properties,
            MeterRegistry meters,
            InstantSource clock) {
        return new BacklogService(
                dispatchersOnIntake, properties.backlog(), new BacklogMetrics(meters), clock);
    }

    @Bean
    RepeatedService looksAtBacklog(BacklogService backlog) {
        return new RepeatedService("orders.backlog", BETWEEN_LOOKS, backlog::look);
    }

    @Bean
    OrdersHttp ordersHttp(
            OrderCommandsService commands,
            BacklogService backlog,
            ServiceAreaHttp serviceArea,
            Database dispatchDatabase,
            Limits limits,
            OrderLimitsProperties rates,
            InstantSource clock) {
        return new OrdersHttp(
                commands,
                backlog,
                new OrderQueryTable(dispatchDatabase.dsl()),
                limits.of("orders", rates.orders()),
                serviceArea,
                clock);
    }

    @Bean
    QuotesHttp quotesHttp(
            ServiceAreaHttp serviceArea,
            Database dispatchDatabase,
            Limits limits,
            OrderLimitsProperties rates,
            SearchSettings settings,
            Routes routes,
            InstantSource clock) {
        return new QuotesHttp(
                new QuotesService(
                        dispatchDatabase.dsl(),
                        new CandidatesTable(),
                        routes,
                        settings.radiiM().getLast()),
                limits.of("quotes", rates.quotes()),
                serviceArea,
                clock);
    }
}
