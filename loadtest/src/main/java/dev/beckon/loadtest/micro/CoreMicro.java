package dev.beckon.loadtest.micro;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Decision;
import dev.beckon.dispatch.order.OfferTerms;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rules of an order and their events, with nothing around them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CoreMicro {

    private final Orders orders = new Orders(SearchSettings.DEFAULTS);
    private final OrderFact.OrderPlaced placed = Samples.placed();
    private final OfferTerms terms = Samples.terms();
    private final Actor driver = Actor.of(Samples.DRIVER);

    /** From the placing to the first offer. */
    @Benchmark
    public Order offered() {
        return offer();
    }

    /** From the placing to the delivery, with all that the driver says. */
    @Benchmark
    public Order delivered() {
        var now = Samples.AT;
        var order = offer();
        var offer = order.liveOffers().getFirst().id();
        order =
                decide(
                        order,
                        new OrderFact.OfferReceived(id(2), order.id(), now, driver, null, offer),
                        now);
        order =
                decide(
                        order,
                        new OrderFact.OfferAnswered(
                                id(3),
                                order.id(),
                                now,
                                driver,
                                null,
                                offer,
                                OrderFact.Answer.ACCEPT,
                                null),
                        now);
        order =
                decide(
                        order,
                        new OrderFact.PickedUp(
                                id(4), order.id(), now, driver, null, Samples.DRIVER),
                        now);
        order =
                decide(
                        order,
                        new OrderFact.Delivered(
                                id(5), order.id(), now, driver, null, Samples.DRIVER),
                        now);
        if (order.state() != OrderState.DELIVERED) {
            throw new IllegalStateException("the order is " + order.state());
        }
        return order;
    }

    private Order offer() {
        var order = decide(null, placed, Samples.AT);
        return apply(order, orders.offered(order, terms, placed, Samples.AT));
    }

    private Order decide(@Nullable Order order, OrderFact fact, Instant now) {
        return apply(order, orders.decide(order, fact, now));
    }

    private static Order apply(@Nullable Order order, Decision decision) {
        var after = order;
        for (var event : decision.events()) {
            after = Orders.apply(after, event);
        }
        if (after == null) {
            throw new IllegalStateException("nothing was decided");
        }
        return after;
    }

    private static FactId id(long number) {
        return new FactId(new UUID(4, number));
    }
}
