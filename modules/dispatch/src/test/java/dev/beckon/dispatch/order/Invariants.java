package dev.beckon.dispatch.order;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferConfirmed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderPickedUp;
import dev.beckon.contracts.order.OrderEvent.OrderReleased;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.DriverPool.Hold;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every step, told from the events alone: this is a second, plainer reading of
 * the log, so that a mistake in the fold does not hide itself.
 */
public final class Invariants {

    private Invariants() {}

    /** One order's log: no gaps, no time that goes back, one end for each offer, one holder. */
    public static void log(List<OrderEvent> events, Map<FactId, OrderFact> facts) {
        var windows = new HashMap<OfferId, Instant>();
        var receipts = new HashMap<OfferId, Instant>();
        var open = new HashMap<OfferId, DriverId>();
        var neverAgain = new HashSet<DriverId>();
        DriverId holder = null;
        boolean pickedUp = false;
        Instant deadline = Instant.MIN;
        Instant last = Instant.MIN;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            require(event.version() == i + 1, "version %d at place %d", event.version(), i + 1);
            require(!event.at().isBefore(last), "time goes back at version %d", event.version());
            last = event.at();
            var cause = Objects.requireNonNull(facts.get(event.cause()));
            switch (event) {
                case SearchStarted e -> deadline = e.deadline();
                case OfferMade e -> {
                    require(e.at().isBefore(deadline), "offered past the deadline");
                    require(holder == null, "offered while %s has it", holder);
                    require(!neverAgain.contains(e.driverId()), "asked again: %s", e.driverId());
                    require(!windows.containsKey(e.offerId()), "offer id twice: %s", e.offerId());
                    windows.put(e.offerId(), e.expiresAt());
                    receipts.put(e.offerId(), e.receiptBy());
                    open.put(e.offerId(), e.driverId());
                }
                case OfferConfirmed e -> {
                    require(open.containsKey(e.offerId()), "confirmed after its end");
                    var latest = Objects.requireNonNull(windows.put(e.offerId(), e.expiresAt()));
                    require(!e.expiresAt().isAfter(latest), "the receipt stretched the window");
                }
                case OfferClosed e -> {
                    require(open.remove(e.offerId()) != null, "a second end: %s", e.offerId());
                    if (e.end() == OfferState.EXPIRED) {
                        require(after(cause, windows.get(e.offerId())), "expired early");
                    }
                    if (e.end() == OfferState.UNDELIVERED) {
                        require(after(cause, receipts.get(e.offerId())), "undelivered early");
                    }
                    if (e.end() == OfferState.EXPIRED || e.end() == OfferState.DECLINED) {
                        neverAgain.add(e.driverId());
                    }
                }
                case OrderAccepted e -> {
                    require(holder == null, "a second driver: %s beside %s", e.driverId(), holder);
                    require(open.remove(e.offerId()) != null, "accepted after its end");
                    require(!after(cause, windows.get(e.offerId())), "accepted too late");
                    require(open.isEmpty(), "accepted beside live offers");
                    holder = e.driverId();
                }
                case OrderPickedUp e -> {
                    require(e.driverId().equals(holder), "picked up by %s", e.driverId());
                    pickedUp = true;
                }
                case OrderDelivered e ->
                        require(
                                pickedUp && e.driverId().equals(holder),
                                "delivered by %s, picked up: %s",
                                e.driverId(),
                                pickedUp);
                case OrderCancelled e -> {
                    require(!pickedUp, "cancelled after the pickup");
                    require(Objects.equals(e.driverId(), holder), "cancelled without %s", holder);
                    require(open.isEmpty(), "cancelled beside live offers");
                }
                case NoDriverFound e -> {
                    require(holder == null && open.isEmpty(), "given up with a driver at hand");
                    boolean lostTooOften = events.get(i - 1) instanceof OrderReleased;
                    require(lostTooOften || !e.at().isBefore(deadline), "given up early");
                }
                case OrderReleased e -> {
                    require(!pickedUp, "released after the pickup");
                    require(e.driverId().equals(holder), "released from %s", e.driverId());
                    neverAgain.add(e.driverId());
                    holder = null;
                }
                default -> {}
            }
        }
    }

    /** The state is what its events make it, and no round left it without a next step. */
    public static void state(Orders rules, Order order, List<OrderEvent> events) {
        Order replayed = null;
        for (var event : events) {
            replayed = Orders.apply(replayed, event);
        }
        require(order.equals(replayed), "replay gives %s instead of %s", replayed, order);
        require(order.version() == events.size(), "state and log differ in version");
        var dueAt = rules.dueAt(order);
        boolean timed =
                switch (order.state()) {
                    case SEARCHING, OFFERED -> dueAt != null;
                    case PLACED -> false;
                    case ACCEPTED, ARRIVING, ARRIVED, PICKED_UP -> dueAt == null;
                    case DELIVERED, CANCELLED, NO_DRIVER_FOUND -> dueAt == null;
                };
        require(timed, "%s with timer %s", order.state(), dueAt);
        if (order.state() == OrderState.SEARCHING
                && order.phase() instanceof Phase.Searching search) {
            require(search.nextAt() != null, "neither asks nor waits");
        }
    }

    /** What was decided once is not decided again. */
    static void foldedAgain(Orders rules, Order order, List<OrderFact> effective, Instant now) {
        for (var fact : effective) {
            // A wake-up lets the search look once more: that is all it ever says.
            if (fact instanceof RetryDue retry && retry.cause() == RetryCause.WAKE) {
                continue;
            }
            var decision = rules.decide(order, fact, now);
            require(
                    decision.events().isEmpty() && !decision.wantsDriver(),
                    "folded again, %s gives %s",
                    fact,
                    decision);
        }
    }

    /** Drivers are held by exactly the orders that ask or have them, under the same tokens. */
    static void holds(DriverPool pool, Collection<Order> orders) {
        var expected = new HashMap<DriverId, Hold>();
        for (var order : orders) {
            for (var offer : order.liveOffers()) {
                add(expected, offer.driverId(), new Hold(order.id(), offer.token()));
            }
            var assignment = order.assignment();
            if (assignment != null && !order.state().ended()) {
                add(expected, assignment.driverId(), new Hold(order.id(), assignment.token()));
            }
        }
        require(
                expected.equals(pool.holds()),
                "orders hold %s, the pool says %s",
                expected,
                pool.holds());
    }

    public static void require(boolean holds, String otherwise, @Nullable Object... values) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(values));
        }
    }

    private static void add(Map<DriverId, Hold> holds, DriverId driver, Hold hold) {
        var other = holds.put(driver, hold);
        require(other == null, "%s is held by %s and %s", driver, other, hold);
    }

    private static boolean after(OrderFact fact, @Nullable Instant end) {
        return fact.at().isAfter(Objects.requireNonNull(end));
    }
}
