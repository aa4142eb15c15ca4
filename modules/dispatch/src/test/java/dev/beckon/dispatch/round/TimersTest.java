package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Time as facts: offers run out, searches wait and are given up, the ended are forgotten. */
class TimersTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private static Scene scene;

    @BeforeAll
    static void open() {
        scene =
                Scene.open(
                        Scene.Application.class, "dispatcher-test", "beckon.deadlines.DELIVERY=5s");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void aReceivedOfferThatIsNotAnsweredExpiresOnce() {
        scene.driver(21, -50);
        var order = scene.place(21, -50);
        var offer = scene.awaitOffer(order);
        scene.confirm(order, offer);
        // The search's deadline passes meanwhile, and does not cut the offer short.
        scene.awaitState(order, OrderState.OFFERED);
        await().atMost(WINDOW)
                .until(() -> scene.status(order).state() == OrderState.NO_DRIVER_FOUND);
        assertThat(Scene.offerStates(scene.status(order))).containsExactly(OfferState.EXPIRED);
        await().atMost(Scene.SOON)
                .until(() -> scene.events(order).size() == scene.status(order).version());
        var closed =
                scene.events(order).stream().filter(event -> event instanceof OfferClosed).toList();
        assertThat(closed).hasSize(1);
        assertThat(closed.getFirst().at())
                .isAfter(scene.events(order).getFirst().at().plusSeconds(15));
    }

    @Test
    void aSearchInVainWaitsLongerEachTimeAndIsGivenUpAndForgotten() {
        var order = scene.place(22, -50);
        var ended = scene.awaitState(order, OrderState.NO_DRIVER_FOUND);
        await().atMost(Scene.SOON).until(() -> scene.events(order).size() == ended.version());
        var waits =
                scene.events(order).stream()
                        .filter(event -> event instanceof SearchWaiting)
                        .map(SearchWaiting.class::cast)
                        .toList();
        assertThat(waits).extracting(SearchWaiting::attempt).startsWith(1, 2, 3);
        assertThat(waits.get(1).nextAt()).isAfter(waits.get(0).nextAt());
        assertThat(Duration.between(waits.get(1).at(), waits.get(1).nextAt()))
                .isGreaterThan(Duration.between(waits.get(0).at(), waits.get(0).nextAt()));

        assertThat(scene.forgotten(order)).isFalse();
        endedLongAgo(order);
        await().atMost(Scene.SOON).until(() -> scene.forgotten(order));
        assertThat(scene.status(order).state()).isEqualTo(OrderState.NO_DRIVER_FOUND);
    }

    private static void endedLongAgo(OrderId order) {
        scene.database()
                .dsl()
                .execute("UPDATE orders SET due_at = now() WHERE id = ?", order.value());
    }

    @Test
    void aWakeUpInVainCountsAsNoAttempt() {
        var order = scene.place(23, -50);
        var waiting = awaitAttempt(order, 2);
        var wake =
                new RetryDue(
                        Scene.newFact(),
                        order,
                        Scene.now(),
                        Actor.SYSTEM,
                        null,
                        waiting.attempt(),
                        RetryCause.WAKE);
        scene.send(wake);
        scene.awaitState(order, OrderState.NO_DRIVER_FOUND);
        assertThat(scene.answeredByStatus(wake.id())).isFalse();
    }

    private static OrderStatus awaitAttempt(OrderId order, int attempt) {
        return await().atMost(Scene.SOON)
                .until(
                        () -> scene.findStatus(order),
                        status -> status != null && status.attempt() == attempt);
    }
}
