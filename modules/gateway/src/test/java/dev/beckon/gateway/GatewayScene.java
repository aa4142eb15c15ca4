package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Real sockets, a real log; the test plays the dispatcher. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayScene {

    final Node node = Node.start();

    @AfterAll
    void stop() {
        node.close();
    }

    /** An order of a minute ago, a customer and drivers that no other test knows. */
    static Statuses order() {
        return Statuses.of(
                "city " + UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60));
    }

    <T extends OrderFact> T fact(Statuses order, Class<T> type) {
        soon(
                () ->
                        node.seen().orderFacts().stream()
                                .anyMatch(
                                        f ->
                                                f.orderId().equals(order.order())
                                                        && type.isInstance(f)));
        return node.seen().orderFacts().stream()
                .filter(f -> f.orderId().equals(order.order()) && type.isInstance(f))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    <T extends DriverSignal> T signal(Statuses order, Class<T> type) {
        soon(() -> !signals(order, type).isEmpty());
        return signals(order, type).getFirst();
    }

    <T extends DriverSignal> List<T> signals(Statuses order, Class<T> type) {
        return node.seen().signals().stream()
                .filter(s -> s.driverId().value().equals(order.driver("d1")) && type.isInstance(s))
                .map(type::cast)
                .toList();
    }

    void position(Statuses order, Instant at) {
        node.publish(
                Topics.DRIVER_LOCATIONS,
                new DriverLocated(
                        new DriverId(order.driver("d1")), at, 1, 2, null, null, null, true));
    }
}
