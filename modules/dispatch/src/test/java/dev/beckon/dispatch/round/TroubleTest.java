package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.WriterKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts that the database refuses, servers that go away, and dispatchers beside each other. */
class TroubleTest {

    private static final Duration IN_TIME = Duration.ofSeconds(120);

    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open("dispatcher-test");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void theCulpritOfARoundIsPutAsideAndTheRestIsDecided() {
        var good = new ArrayList<OrderId>();
        var sent = new ArrayList<OrderPlaced>();
        for (int i = 0; i < 40; i++) {
            sent.add(placed(15, -50, Scene.now(), null));
            good.add(sent.getLast().orderId());
        }
        var tooLate = placed(15, -50, Instant.parse("+300000-01-01T00:00:00Z"), null);
        var writer = scene.bean(WriterKafka.class);
        for (int i = 0; i < sent.size(); i++) {
            writer.send(Topics.ORDER_INTAKE, sent.get(i));
            if (i == 20) {
                writer.send(Topics.ORDER_INTAKE, tooLate);
            }
        }
        good.forEach(order -> scene.awaitState(order, OrderState.SEARCHING));
        awaitDeadLetter(WriterKafka.encode(tooLate));
        assertThat(scene.findStatus(tooLate.orderId())).isNull();
    }

    @Test
    void aNulFromTheTopicIsKeptAsItIs() {
        var order = placed(16, -50, Scene.now(), "a\0b");
        scene.send(order);
        scene.awaitState(order.orderId(), OrderState.SEARCHING);
        assertThat(scene.status(order.orderId()).note()).isEqualTo("a\0b");
    }

    @Test
    void aMissingTableIsWaitedForAndCostsNoOrder() {
        var dsl = scene.database().dsl();
        dsl.execute("ALTER TABLE events RENAME TO events_away");
        var order = new OrderId(UUID.randomUUID());
        try {
            order = scene.place(17, -50);
            scene.place(17, -50);
            var waiting = order;
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> scene.findStatus(waiting) == null);
        } finally {
            dsl.execute("ALTER TABLE events_away RENAME TO events");
        }
        scene.awaitState(order, OrderState.SEARCHING);
    }

    @Test
    void postgresAwayIsWaitedFor() {
        var postgres = DevServices.forTests().postgres();
        scene.driver(18, -50);
        postgres.stop();
        OrderId meanwhile;
        try {
            meanwhile = scene.place(18, -50);
            assertNotDecidedFor(Duration.ofSeconds(2), meanwhile);
        } finally {
            postgres.restart();
        }
        scene.awaitOffer(meanwhile);
    }

    private static void assertNotDecidedFor(Duration time, OrderId order) {
        await().during(time)
                .atMost(time.plusSeconds(3))
                .until(() -> scene.findStatus(order) == null);
    }

    @Test
    void kafkaAwayUnderLoadLosesNothing() {
        var kafka = DevServices.forTests().kafka();
        var orders = new ArrayList<OrderId>();
        var drivers = new ArrayList<DriverId>();
        for (int i = 0; i < 30; i++) {
            drivers.add(scene.driver(19, -50));
        }
        for (int i = 0; i < 10; i++) {
            orders.add(scene.place(19, -50));
        }
        kafka.pause();
        try {
            await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
        } finally {
            kafka.resume();
        }
        for (int i = 0; i < 10; i++) {
            orders.add(placeForSure(19, -50));
        }
        kafka.restart();
        for (int i = 0; i < 10; i++) {
            orders.add(placeForSure(19, -50));
        }
        for (var order : orders) {
            await().atMost(IN_TIME)
                    .until(
                            () -> {
                                drivers.forEach(d -> scene.seen(d, 19, -50, Scene.now()));
                                return scene.events(order).toString().contains("OfferMade");
                            });
            awaitTopicEqualsTable(order);
        }
    }

    private static OrderId placeForSure(double lat, double lng) {
        var fact = placed(lat, lng, Scene.now(), null);
        await().atMost(IN_TIME)
                .ignoreExceptionsInstanceOf(CompletionException.class)
                .until(
                        () -> {
                            scene.send(fact);
                            return true;
                        });
        return fact.orderId();
    }

    @Test
    void anotherDispatcherComesAndGoes() {
        for (int i = 0; i < 200; i++) {
            scene.online(new DriverId(uuid(i)), Set.of());
            scene.seen(new DriverId(uuid(i)), 20 + i * 1e-4, -50, Scene.now());
        }
        scene.awaitIndexed(new DriverId(uuid(199)));
        var orders = new ArrayList<OrderId>();
        var other = Scene.application(Scene.Application.class, "dispatcher-two");
        try {
            for (int i = 0; i < 100; i++) {
                orders.add(scene.place(20 + i * 1e-4, -50));
            }
        } finally {
            other.close();
        }
        for (int i = 0; i < 100; i++) {
            orders.add(scene.place(20 + i * 1e-4, -50));
        }
        var accepted = new HashSet<OrderId>();
        await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            for (int i = 0; i < 200; i++) {
                                scene.seen(new DriverId(uuid(i)), 20 + i * 1e-4, -50, Scene.now());
                            }
                            for (var order : orders) {
                                var offer = scene.liveOffer(order);
                                if (offer != null) {
                                    scene.answer(order, offer, Answer.ACCEPT);
                                }
                                var status = scene.findStatus(order);
                                if (status != null && status.state() == OrderState.ACCEPTED) {
                                    accepted.add(order);
                                }
                            }
                            return accepted.size() == orders.size();
                        });
        assertThat(orders.stream().map(scene::driverOf)).doesNotHaveDuplicates();
        for (var order : orders) {
            awaitTopicEqualsTable(order);
            var events = scene.events(order);
            assertThat(events)
                    .extracting(OrderEvent::version)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
        }
    }

    private static final long RUN = UUID.randomUUID().getMostSignificantBits();

    private static UUID uuid(int number) {
        return new UUID(RUN, number);
    }

    private static void awaitTopicEqualsTable(OrderId order) {
        await().atMost(IN_TIME)
                .untilAsserted(
                        () -> {
                            var version =
                                    scene.database()
                                            .dsl()
                                            .fetchSingle(
                                                    "SELECT version FROM orders WHERE id = ?",
                                                    order.value())
                                            .get(0, Long.class);
                            // Events and states are read side by side: the state may not be there
                            // yet.
                            assertThat(scene.findStatus(order))
                                    .extracting(OrderStatus::version)
                                    .isEqualTo(version);
                            assertThat(scene.events(order)).hasSize(version.intValue());
                        });
    }

    private static void awaitDeadLetter(byte[] bytes) {
        var connection = scene.bean(KafkaModule.Topics.class).connection();
        var letters = new ArrayList<byte[]>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        connection.consumerSettings("letters-" + UUID.randomUUID()))) {
            consumer.subscribe(List.of(Topics.ORDER_INTAKE.deadLetters()));
            await().atMost(Scene.SOON)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(letter -> letters.add(letter.value()));
                                return letters.stream().anyMatch(l -> Arrays.equals(l, bytes));
                            });
        }
    }

    private static OrderPlaced placed(double lat, double lng, Instant at, @Nullable String note) {
        return new OrderPlaced(
                Scene.newFact(),
                new OrderId(UUID.randomUUID()),
                at,
                Actor.of(new CustomerId(UUID.randomUUID())),
                null,
                Kind.DELIVERY,
                Place.of(lat, lng),
                Place.of(lat, lng),
                note);
    }
}
