package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of orders whose drivers end their shift, lose the connection, or fall silent. */
class DriversLeaveTest {

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
    void offlineWhileAskedTakesEffectAtTheRelease() {
        var driver = scene.driver(20.0001, 70);
        var order = scene.place(20, 70);
        var offer = scene.awaitOffer(order);
        scene.shift(driver, 2, ShiftState.OFFLINE, Set.of());
        awaitOnShift(driver, false);
        var waiting = waiting(20, 70);
        scene.answer(order, offer, Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        scene.deliver(order, driver);
        scene.awaitState(order, OrderState.DELIVERED);
        assertThat(held(driver)).isFalse();

        // Whatever the release could wake is over when the search has looked once more.
        int attempt = scene.status(waiting).attempt();
        await().atMost(Scene.SOON).until(() -> scene.status(waiting).attempt() > attempt);
        assertThat(scene.status(waiting).offers()).isEmpty();
        scene.shift(driver, 3, ShiftState.ONLINE, Set.of());
        assertThat(scene.awaitOffer(waiting).driverId()).isEqualTo(driver);
    }

    @Test
    void whoWaitsIsWokenByTheReleaseAndNotByTheirOwnNextLook() {
        var driver = scene.driver(27.0001, 70);
        var order = accepted(27, 70);
        var waiting = waiting(27, 70);
        // By then the next look is eight seconds away.
        await().atMost(Scene.SOON).until(() -> scene.status(waiting).attempt() >= 4);
        var nextLook = nextLook(waiting);
        scene.deliver(order, driver);
        assertThat(scene.awaitOffer(waiting).driverId()).isEqualTo(driver);
        await().atMost(Scene.SOON)
                .untilAsserted(
                        () ->
                                assertThat(scene.events(waiting))
                                        .filteredOn(OfferMade.class::isInstance)
                                        .extracting(OrderEvent::cause)
                                        .hasSize(1)
                                        .doesNotContain(nextLook));
    }

    @Test
    void onlineAgainBeforeTheReleaseIsAsIfNothingHadBeen() {
        var driver = scene.driver(21.0001, 70);
        var order = accepted(21, 70);
        var waiting = waiting(21, 70);
        scene.shift(driver, 2, ShiftState.OFFLINE, Set.of());
        awaitOnShift(driver, false);
        scene.shift(driver, 3, ShiftState.ONLINE, Set.of());
        awaitOnShift(driver, true);
        assertThat(scene.status(waiting).offers()).isEmpty();
        scene.deliver(order, driver);
        assertThat(scene.awaitOffer(waiting).driverId()).isEqualTo(driver);
    }

    @Test
    void whoWentAfterTheReceiptMayStillAnswer() {
        var driver = scene.driver(22.0001, 70);
        scene.driver(22.001, 70);
        var order = scene.place(22, 70);
        var offer = scene.awaitOffer(order);
        scene.confirm(order, offer);
        gone(driver);
        scene.answer(order, offer, Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        assertThat(scene.driverOf(order)).isEqualTo(driver);
    }

    @Test
    void whoWentBeforeTheReceiptIsPassedOverAtOnce() {
        var driver = scene.driver(23.0001, 70);
        var next = scene.driver(23.001, 70);
        var order = scene.place(23, 70);
        scene.awaitOffer(order);
        gone(driver);
        await().atMost(Scene.SOON)
                .until(() -> scene.liveOffer(order), o -> o != null && o.driverId().equals(next));
        assertThat(Scene.offerStates(scene.status(order)))
                .containsExactly(OfferState.UNDELIVERED, OfferState.OPEN);
    }

    @Test
    void onTheWayNothingHappensUntilTheDriverCountsAsLost() {
        var driver = scene.driver(24.0001, 70);
        var order = accepted(24, 70);
        gone(driver);
        scene.seen(driver, 24.0001, 70, Scene.now());
        assertThat(scene.status(order).state()).isEqualTo(OrderState.ACCEPTED);

        var next = scene.driver(24.001, 70);
        lost(order, driver);
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(next);
        assertThat(held(driver)).isFalse();
        // Back again, the lost one has no part in it, and may have another.
        var late = Scene.newFact();
        scene.send(new PickedUp(late, order, Scene.now(), Actor.of(driver), "ref", driver));
        assertThat(scene.awaitReply(late).reason()).isEqualTo(Refusal.NOT_YOURS);
        assertThat(scene.awaitOffer(scene.place(24, 70)).driverId()).isEqualTo(driver);
    }

    @Test
    void withTheGoodsTheDriverKeepsTheOrderAndTheDeliveryEndsTheSilence() {
        var driver = scene.driver(25.0001, 70);
        var order = accepted(25, 70);
        scene.send(
                new PickedUp(Scene.newFact(), order, Scene.now(), Actor.of(driver), null, driver));
        scene.awaitState(order, OrderState.PICKED_UP);
        lost(order, driver);
        await().atMost(Scene.SOON).until(() -> assignment(order).silent());
        assertThat(scene.status(order).state()).isEqualTo(OrderState.PICKED_UP);
        assertThat(held(driver)).isTrue();

        scene.send(
                new Delivered(Scene.newFact(), order, Scene.now(), Actor.of(driver), null, driver));
        scene.awaitState(order, OrderState.DELIVERED);
        assertThat(assignment(order).silent()).isFalse();
        assertThat(held(driver)).isFalse();
    }

    @Test
    void aCustomersOrdersKnowNothingOfEachOther() {
        var customer = new CustomerId(UUID.randomUUID());
        for (int i = 0; i < 3; i++) {
            scene.driver(26.0001 + i * 1e-4, 70);
        }
        var orders =
                Stream.generate(() -> scene.place(customer, 26, 70, Kind.DELIVERY))
                        .limit(3)
                        .toList();
        for (var order : orders) {
            scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
            scene.awaitState(order, OrderState.ACCEPTED);
        }
        var freed = scene.driverOf(orders.getFirst());
        scene.send(
                new CancelRequested(
                        Scene.newFact(),
                        orders.getFirst(),
                        Scene.now(),
                        Actor.of(customer),
                        null,
                        null));
        scene.awaitState(orders.getFirst(), OrderState.CANCELLED);
        assertThat(held(freed)).isFalse();
        for (var order : orders.subList(1, 3)) {
            assertThat(held(scene.driverOf(order))).isTrue();
            scene.deliver(order, scene.driverOf(order));
            scene.awaitState(order, OrderState.DELIVERED);
        }
    }

    private static OrderId accepted(double lat, double lng) {
        var order = scene.place(lat, lng);
        scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        return order;
    }

    private static OrderId waiting(double lat, double lng) {
        var order = scene.place(lat, lng);
        scene.awaitState(order, OrderState.SEARCHING);
        return order;
    }

    /** The fact by which a search looks once more when its wait is over. */
    private static FactId nextLook(OrderId waiting) {
        var order = new DueTable(scene.database().dsl()).load(List.of(waiting)).getFirst();
        var rules = new Orders(SearchSettings.DEFAULTS);
        return Objects.requireNonNull(rules.due(order, Scene.now().plusSeconds(60))).id();
    }

    private static OrderStatus.Assignment assignment(OrderId order) {
        return Objects.requireNonNull(scene.status(order).assignment());
    }

    private static void lost(OrderId order, DriverId driver) {
        scene.send(new DriverLost(Scene.newFact(), order, Scene.now(), Actor.SYSTEM, null, driver));
    }

    private static void gone(DriverId driver) {
        scene.gone(driver, Scene.now().plusMillis(1));
        await().atMost(Scene.SOON).until(() -> is(driver, "seen_at IS NULL"));
    }

    private static void awaitOnShift(DriverId driver, boolean onShift) {
        await().atMost(Scene.SOON).until(() -> is(driver, "on_shift") == onShift);
    }

    private static boolean held(DriverId driver) {
        return is(driver, "held_by IS NOT NULL");
    }

    private static boolean is(DriverId driver, String what) {
        return scene.database()
                .dsl()
                .fetchSingle("SELECT " + what + " FROM drivers WHERE id = ?", driver.value())
                .get(0, Boolean.class);
    }
}
