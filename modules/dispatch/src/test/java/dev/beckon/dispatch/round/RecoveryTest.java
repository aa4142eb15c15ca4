package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.UnreadableRecordException;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import dev.beckon.routing.StraightLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A dispatcher that dies after its commit and before its publication, and its successor. */
class RecoveryTest {

    @Test
    void whatWasCommittedAndNotPublishedIsToldByTheNextOwner() {
        var order = new OrderId(UUID.randomUUID());
        var customer = new CustomerId(UUID.randomUUID());
        var placed = placed(order, customer);
        var again = placed(order, customer);
        var many = Stream.generate(() -> placed(order, customer)).limit(1_500).toList();
        try (var dead = Scene.application(Scene.Bystander.class, "bystander")) {
            var writer = dead.getBean(WriterKafka.class);
            writer.send(Topics.ORDER_INTAKE, placed).join();
            writer.send(Topics.ORDER_INTAKE, again);
            many.forEach(one -> writer.send(Topics.ORDER_INTAKE, one));
            var last = writer.send(Topics.ORDER_INTAKE, placed(order, customer)).join();
            commitWithoutPublishing(dead, last);
        }
        try (var scene = Scene.open("dispatcher-test")) {
            var status = scene.awaitState(order, OrderState.SEARCHING);
            assertThat(scene.answeredByStatus(placed.id())).isTrue();
            assertThat(scene.awaitReply(again.id()).reason()).isNull();
            for (int i = 0; i < many.size(); i += 100) {
                assertThat(scene.awaitReply(many.get(i).id()).reason()).isNull();
            }
            await().atMost(Scene.SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(scene.events(order))
                                            .extracting(OrderEvent::version)
                                            .startsWith(1L, 2L, 3L));
            assertThat(status.version()).isGreaterThanOrEqualTo(3);
            assertThat(
                            scene.events(order).stream()
                                    .filter(event -> event instanceof OrderEvent.OrderOpened))
                    .hasSize(1);
        }
    }

    private static OrderPlaced placed(OrderId order, CustomerId customer) {
        return new OrderPlaced(
                Scene.newFact(),
                order,
                Scene.now(),
                Actor.of(customer),
                null,
                Kind.DELIVERY,
                Place.of(14, -50),
                Place.of(14, -50),
                null);
    }

    private static void commitWithoutPublishing(
            ConfigurableApplicationContext application, RecordMetadata last) {
        var dsl = application.getBean("dispatchDatabase", Database.class).dsl();
        var settings = SearchSettings.DEFAULTS;
        var stands = new PartitionsTable().takeOver(dsl, Map.of(last.partition(), 0L));
        var rounds =
                new RoundService(
                        dsl,
                        new Orders(settings),
                        settings,
                        MatchingPolicy.BATCH,
                        new CandidatesService(
                                new NeighboursService(new CandidatesTable()), StraightLine.TOWN),
                        new RoadTime(RoadTime.Limits.USUAL, System::nanoTime),
                        new DispatcherMetrics(new SimpleMeterRegistry()));
        rounds.run(intakes(application, stands, last), stands, Scene.now());
    }

    private static List<Intake> intakes(
            ConfigurableApplicationContext application,
            Map<Integer, Stand> stands,
            RecordMetadata last) {
        var connection = application.getBean(KafkaModule.Topics.class).connection();
        var partition = new TopicPartition(last.topic(), last.partition());
        var intakes = new ArrayList<Intake>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(connection.consumerSettings("reads"))) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, Objects.requireNonNull(stands.get(last.partition())).folded());
            while (intakes.isEmpty() || intakes.getLast().offset() < last.offset()) {
                for (var raw : consumer.poll(Duration.ofSeconds(1))) {
                    OrderFact fact = null;
                    try {
                        fact = new Received<>(Topics.ORDER_INTAKE, raw).value();
                    } catch (UnreadableRecordException e) {
                        assertThat(e).hasMessageNotContaining("null");
                    }
                    intakes.add(new Intake(raw.partition(), raw.offset(), fact));
                }
            }
        }
        return intakes;
    }
}
