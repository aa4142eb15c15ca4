package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.KafkaModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds on real Kafka and PostGIS; each test has a part of the earth to itself. */
class DispatcherTest {

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
    void oneOrderToTheEnd() {
        var driver = scene.driver(10.001, 10);
        var order = scene.place(10, 10);
        var offer = scene.awaitOffer(order);
        assertThat(offer.driverId()).isEqualTo(driver);
        scene.confirm(order, offer);
        scene.answer(order, offer, Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        scene.deliver(order, driver);
        scene.awaitState(order, OrderState.DELIVERED);
        await().atMost(Scene.SOON)
                .untilAsserted(
                        () ->
                                assertThat(scene.events(order))
                                        .extracting(event -> event.getClass().getSimpleName())
                                        .containsExactly(
                                                "OrderOpened",
                                                "SearchStarted",
                                                "OfferMade",
                                                "OfferConfirmed",
                                                "OrderAccepted",
                                                "OrderPickedUp",
                                                "OrderDelivered"));
        assertThat(scene.events(order))
                .extracting(OrderEvent::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 7).boxed().toList());
        assertThat(held(driver)).isFalse();
    }

    @Test
    void nearestInMetresAndNotInDegrees() {
        var north = scene.driver(60.008, 20);
        var east = scene.driver(60, 20.010);
        var order = scene.place(60, 20);
        scene.answer(order, scene.awaitOffer(order), Answer.DECLINE);
        // Declined or, on a crowded machine, gone unanswered: the next one is asked in any case.
        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(asked(order)).startsWith(east, north));
    }

    private static List<DriverId> asked(OrderId order) {
        return scene.events(order).stream()
                .filter(OfferMade.class::isInstance)
                .map(event -> ((OfferMade) event).driverId())
                .toList();
    }

    @Test
    void nearestAcrossTheAntimeridian() {
        scene.driver(-17, 179.98);
        var across = scene.driver(-17, -179.999);
        var offer = scene.awaitOffer(scene.place(-17, 179.999));
        assertThat(offer.driverId()).isEqualTo(across);
        assertThat(offer.distanceM()).isBetween(200.0, 230.0);
    }

    @Test
    void nearestBesideThePole() {
        scene.driver(89.02, 0);
        var opposite = scene.driver(89, 0.5);
        var offer = scene.awaitOffer(scene.place(89, 0));
        assertThat(offer.driverId()).isEqualTo(opposite);
        assertThat(offer.distanceM()).isBetween(950.0, 1_000.0);
    }

    @Test
    void staleBusyAndDecliningDriversInFrontDoNotHideAFreeOne() {
        var stale = Scene.now().minusSeconds(300);
        for (int i = 0; i < 20; i++) {
            var driver = new DriverId(UUID.randomUUID());
            scene.online(driver, Set.of());
            scene.seen(driver, 30.0001 + i * 1e-6, 30, stale);
            scene.awaitIndexed(driver);
        }
        for (int i = 0; i < 20; i++) {
            scene.driver(30.0002 + i * 1e-6, 30);
        }
        for (int i = 0; i < 20; i++) {
            var order = scene.place(30.0002, 30);
            scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
            scene.awaitState(order, OrderState.ACCEPTED);
        }
        var decliners = new HashSet<DriverId>();
        for (int i = 0; i < 10; i++) {
            decliners.add(scene.driver(30.0003 + i * 1e-6, 30));
        }
        var free = scene.driver(30.001, 30);
        var order = scene.place(30, 30);
        for (int i = 0; i < 10; i++) {
            var offer = scene.awaitOffer(order);
            assertThat(decliners).contains(offer.driverId());
            scene.answer(order, offer, Answer.DECLINE);
            await().atMost(Scene.SOON).until(() -> !offer.equals(scene.liveOffer(order)));
        }
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(free);
    }

    @Test
    void aHundredOrdersAtOneSpotAndSixtyDrivers() {
        var all = new ArrayList<DriverId>();
        for (int i = 0; i < 60; i++) {
            all.add(scene.driver(40 + i * 1e-5, 40));
        }
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < 100; i++) {
            orders.add(scene.place(40, 40));
        }
        var accepted = new HashSet<OrderId>();
        await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> {
                            // Who was seen long ago, on a crowded machine, is asked no more.
                            for (int i = 0; i < all.size(); i++) {
                                scene.seen(all.get(i), 40 + i * 1e-5, 40, Scene.now());
                            }
                            for (var order : orders) {
                                var status = scene.findStatus(order);
                                var offer = scene.liveOffer(order);
                                if (offer != null) {
                                    scene.answer(order, offer, Answer.ACCEPT);
                                } else if (status != null
                                        && status.state() == OrderState.ACCEPTED) {
                                    accepted.add(order);
                                }
                            }
                            return accepted.size() == 60;
                        });
        var drivers = new HashSet<DriverId>();
        for (var order : accepted) {
            drivers.add(scene.driverOf(order));
        }
        assertThat(drivers).hasSize(60);
        assertThat(orders.stream().filter(o -> !accepted.contains(o)))
                .hasSize(40)
                .allSatisfy(o -> scene.awaitState(o, OrderState.SEARCHING));

        var first = accepted.iterator().next();
        var freed = scene.driverOf(first);
        scene.deliver(first, freed);
        scene.awaitState(first, OrderState.DELIVERED);
        await().atMost(Scene.SOON)
                .until(
                        () ->
                                orders.stream()
                                        .filter(o -> !accepted.contains(o))
                                        .map(scene::liveOffer)
                                        .anyMatch(o -> o != null && o.driverId().equals(freed)));
    }

    @Test
    void withoutAReceiptTheNextDriverIsAskedAndTheSilentOneIsLeftInPeace() {
        var silent = scene.driver(50.0001, 50);
        var next = scene.driver(50.001, 50);
        var order = scene.place(50, 50);
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(silent);
        await().atMost(Scene.SOON)
                .until(() -> scene.liveOffer(order), o -> o != null && o.driverId().equals(next));
        assertThat(Scene.offerStates(scene.status(order)))
                .containsExactly(OfferState.UNDELIVERED, OfferState.OPEN);
        assertThat(held(silent)).isFalse();

        var another = scene.place(50, 50);
        scene.awaitState(another, OrderState.SEARCHING);
        scene.seen(silent, 50.0001, 50, Scene.now());
        assertThat(scene.awaitOffer(another).driverId()).isEqualTo(silent);
    }

    @Test
    void aWaitingOrderIsWokenByADriverWhoComesOnline() {
        var order = scene.place(-30, 30);
        scene.awaitState(order, OrderState.SEARCHING);
        var driver = scene.driver(-30.001, 30);
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(driver);
    }

    @Test
    void onlyDriversOfTheKindAreAsked() {
        var rider = new DriverId(UUID.randomUUID());
        scene.online(rider, Set.of(Kind.RIDE));
        scene.seen(rider, -40.0001, 40, Scene.now());
        scene.awaitIndexed(rider);
        var all = scene.driver(-40.001, 40);
        var order = scene.place(new CustomerId(UUID.randomUUID()), -40, 40, Kind.DELIVERY);
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(all);
    }

    @Test
    void aSecondAcceptanceSucceedsAndAStrangersIsRefused() {
        scene.driver(-50.0001, 50);
        var order = scene.place(-50, 50);
        var offer = scene.awaitOffer(order);
        scene.answer(order, offer, Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        assertThat(scene.awaitReply(scene.answer(order, offer, Answer.ACCEPT)).reason()).isNull();
        var stranger =
                new OrderStatus.Offer(
                        offer.offerId(),
                        new DriverId(UUID.randomUUID()),
                        offer.state(),
                        offer.distanceM(),
                        offer.etaS(),
                        offer.expiresAt(),
                        null);
        assertThat(scene.awaitReply(scene.answer(order, stranger, Answer.ACCEPT)).reason())
                .isEqualTo(Refusal.NOT_YOURS);
    }

    private static Stream<byte[]> poison() {
        var large = new byte[1024 * 1024 - 200];
        Arrays.fill(large, (byte) 'x');
        return Stream.of(
                "{\"type\":\"OrderPlaced\",\"id\":1}".getBytes(StandardCharsets.UTF_8), large);
    }

    @ParameterizedTest
    @MethodSource("poison")
    void poisonGoesToTheDeadLettersAndTheRestGoesOn(byte[] bytes) {
        var poison = UUID.randomUUID();
        var letters = new ArrayList<byte[]>();
        var topics = scene.bean(KafkaModule.Topics.class);
        try (var producer =
                new KafkaProducer<byte[], byte[]>(topics.connection().producerSettings())) {
            producer.send(
                    new ProducerRecord<>(
                            Topics.ORDER_INTAKE.name(),
                            poison.toString().getBytes(StandardCharsets.UTF_8),
                            bytes));
            producer.flush();
        }
        scene.driver(-60.0001, 60);
        scene.awaitOffer(scene.place(-60, 60));
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        topics.connection().consumerSettings("dead-letters-" + poison))) {
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

    private static boolean held(DriverId driver) {
        return scene.database()
                .dsl()
                .fetchSingle("SELECT held_by IS NOT NULL FROM drivers WHERE id = ?", driver.value())
                .get(0, Boolean.class);
    }
}
