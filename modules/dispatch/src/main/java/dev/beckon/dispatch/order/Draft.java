package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.DriverWentSilent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferConfirmed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderArrived;
import dev.beckon.contracts.order.OrderEvent.OrderArriving;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderOpened;
import dev.beckon.contracts.order.OrderEvent.OrderPickedUp;
import dev.beckon.contracts.order.OrderEvent.OrderReleased;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderReply.Outcome;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus.Assignment;
import dev.beckon.contracts.order.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the making: numbers and stamps its events, and folds each at once, so that the next
 * is decided on what the last one left.
 */
final class Draft {

    private final OrderFact fact;
    private final Instant at;
    private final List<OrderEvent> events = new ArrayList<>();
    private @Nullable Order order;
    private @Nullable OrderReply reply;
    private boolean wantsDriver;

    /**
     * @param now a clock that lags behind the one before must not turn the order's time back
     */
    Draft(@Nullable Order order, OrderFact fact, Instant now) {
        if (order != null && !order.id().equals(fact.orderId())) {
            throw new IllegalArgumentException(
                    "Order %s cannot fold a fact about %s".formatted(order.id(), fact.orderId()));
        }
        this.order = order;
        this.fact = fact;
        this.at = order != null && now.isBefore(order.at()) ? order.at() : now;
    }

    /** As all events so far left it. */
    Order order() {
        return Objects.requireNonNull(order);
    }

    Instant at() {
        return at;
    }

    Decision decision() {
        boolean searching = order != null && order.state() == OrderState.SEARCHING;
        return new Decision(events, reply, wantsDriver && searching);
    }

    void wantDriver() {
        wantsDriver = true;
    }

    void refuse(Refusal reason) {
        reply(Outcome.REFUSED, reason);
    }

    void unchanged() {
        reply(Outcome.UNCHANGED, null);
    }

    private void reply(Outcome outcome, @Nullable Refusal reason) {
        if (actor().role() != ActorRole.SYSTEM) {
            long version = order == null ? 0 : order.version();
            reply =
                    new OrderReply(
                            fact.id(), fact.orderId(), at, fact.ref(), outcome, reason, version);
        }
    }

    void opened(OrderPlaced f, CustomerId customerId) {
        add(
                new OrderOpened(
                        f.orderId(),
                        next(),
                        at,
                        f.id(),
                        actor(),
                        customerId,
                        f.kind(),
                        f.pickup(),
                        f.dropoff(),
                        f.note(),
                        f.at()));
    }

    void searchStarted(Instant deadline) {
        int search = order().search() + 1;
        add(new SearchStarted(fact.orderId(), next(), at, fact.id(), actor(), search, deadline));
    }

    void searchWaiting(int attempt, double radiusM, Instant nextAt) {
        add(
                new SearchWaiting(
                        fact.orderId(), next(), at, fact.id(), actor(), attempt, radiusM, nextAt));
    }

    void noDriverFound() {
        int offers = order().offers().size();
        add(new NoDriverFound(fact.orderId(), next(), at, fact.id(), actor(), offers));
    }

    void offerMade(OfferTerms terms, Instant receiptBy, Instant expiresAt) {
        var chosen = terms.chosen();
        add(
                new OfferMade(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        DerivedIds.offer(fact.orderId(), next()),
                        chosen.driverId(),
                        DerivedIds.assignment(fact.orderId(), next()),
                        terms.token(),
                        chosen.distanceM(),
                        chosen.etaS(),
                        receiptBy,
                        expiresAt,
                        terms.policy(),
                        terms.candidates()));
    }

    void offerConfirmed(Offer offer, Instant expiresAt) {
        add(
                new OfferConfirmed(
                        fact.orderId(), next(), at, fact.id(), actor(), offer.id(), expiresAt));
    }

    void offerClosed(Offer offer, OfferState end, @Nullable String reason) {
        add(
                new OfferClosed(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        offer.id(),
                        offer.driverId(),
                        offer.token(),
                        end,
                        reason));
    }

    /** Takes back every live offer but this one. */
    void offersWithdrawn(@Nullable Offer but) {
        for (var offer : order().liveOffers()) {
            if (!offer.equals(but)) {
                offerClosed(offer, OfferState.WITHDRAWN, null);
            }
        }
    }

    void accepted(Offer offer) {
        add(
                new OrderAccepted(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        offer.id(),
                        offer.driverId(),
                        offer.token(),
                        offer.etaS()));
    }

    void arriving(Assignment held, int etaS) {
        add(
                new OrderArriving(
                        fact.orderId(), next(), at, fact.id(), actor(), held.driverId(), etaS));
    }

    void arrived(Assignment held) {
        add(new OrderArrived(fact.orderId(), next(), at, fact.id(), actor(), held.driverId()));
    }

    void pickedUp(Assignment held) {
        add(new OrderPickedUp(fact.orderId(), next(), at, fact.id(), actor(), held.driverId()));
    }

    void delivered(Assignment held) {
        add(
                new OrderDelivered(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        held.driverId(),
                        held.token()));
    }

    void released(Assignment held, ReleaseCause reason, @Nullable String detail) {
        add(
                new OrderReleased(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        held.driverId(),
                        held.token(),
                        reason,
                        detail));
    }

    void cancelled(@Nullable String reason, @Nullable Assignment held) {
        add(
                new OrderCancelled(
                        fact.orderId(),
                        next(),
                        at,
                        fact.id(),
                        actor(),
                        actor().role(),
                        reason,
                        held == null ? null : held.driverId(),
                        held == null ? null : held.token()));
    }

    void wentSilent(Assignment held) {
        add(new DriverWentSilent(fact.orderId(), next(), at, fact.id(), actor(), held.driverId()));
    }

    private Actor actor() {
        return fact.actor();
    }

    private long next() {
        return order == null ? 1 : order.version() + 1;
    }

    private void add(OrderEvent event) {
        order = Fold.apply(order, event);
        events.add(event);
    }
}
