package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferExpired;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OfferUndelivered;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an order. {@link #decide} says what follows from a fact, {@link #apply} is the only
 * way to a new state; when a decision wants a driver, the round's outcome comes back as one of
 * {@link #offered}, {@link #nobody} or {@link #contended}.
 */
public final class Orders {

    private final Searches searches;
    private final Answers answers;
    private final Exits exits;
    private final Timers timers;

    public Orders(SearchSettings settings) {
        this.searches = new Searches(settings);
        this.answers = new Answers(settings, searches);
        this.exits = new Exits(searches);
        this.timers = new Timers(settings);
    }

    /**
     * @param order null where the fact is the first about it
     * @param now the round's clock; events never go back behind the order's last one
     */
    public Decision decide(@Nullable Order order, OrderFact fact, Instant now) {
        var draft = new Draft(order, fact, now);
        switch (fact) {
            case OrderPlaced f -> placed(draft, order, f);
            case OfferReceived _, OfferAnswered _ when order == null ->
                    draft.refuse(Refusal.UNKNOWN_OFFER);
            case OrderFact _ when order == null -> draft.refuse(Refusal.NOT_YOURS);
            case OfferReceived f -> answers.received(draft, f);
            case OfferAnswered f -> answers.answered(draft, f);
            case OfferUndelivered f -> answers.undelivered(draft, f);
            case OfferExpired f -> answers.expired(draft, f);
            case RetryDue f -> searches.retry(draft, f);
            case CancelRequested f -> exits.cancel(draft, f);
            case ReassignRequested f -> exits.reassign(draft, f);
            case DriverLost f -> exits.lost(draft, f);
            case DriverArriving f -> Steps.arriving(draft, f);
            case DriverArrived f -> Steps.arrived(draft, f);
            case PickedUp f -> Steps.pickedUp(draft, f);
            case Delivered f -> Steps.delivered(draft, f);
        }
        return draft.decision();
    }

    /**
     * The round claimed a driver for the order.
     *
     * @param cause the fact that wanted one
     * @throws IllegalStateException if the order is not being searched for
     */
    public Decision offered(Order order, OfferTerms terms, OrderFact cause, Instant now) {
        var draft = new Draft(order, cause, now);
        searches.offered(draft, terms);
        return draft.decision();
    }

    /**
     * The round found nobody, or others of the same round got everybody: the search waits, or is
     * over. Where it was woken early it goes on waiting as before, and this counts as no attempt.
     *
     * @param radiusM how far it looked, in metres
     * @throws IllegalStateException if the order is not being searched for
     */
    public Decision nobody(Order order, double radiusM, OrderFact cause, Instant now) {
        var draft = new Draft(order, cause, now);
        searches.nobody(draft, cause, radiusM);
        return draft.decision();
    }

    /**
     * There were candidates, and each was claimed by another round meanwhile: the search waits for
     * a moment, and this counts as no attempt.
     *
     * @param radiusM how far it looked, in metres
     * @throws IllegalStateException if the order is not being searched for
     */
    public Decision contended(Order order, double radiusM, OrderFact cause, Instant now) {
        var draft = new Draft(order, cause, now);
        searches.contended(draft, radiusM);
        return draft.decision();
    }

    /**
     * The order's state after an event, live and in replay.
     *
     * @param order null before its first event
     * @throws IllegalArgumentException if the event is not the next one of this order
     */
    public static Order apply(@Nullable Order order, OrderEvent event) {
        return Fold.apply(order, event);
    }

    /** What a driver is claimed under who will be offered this order next. */
    public static AssignmentId nextAssignmentId(Order order) {
        return DerivedIds.assignment(order.id(), order.version() + 1);
    }

    /** When time will next be a fact about the order; null while it waits for people only. */
    public @Nullable Instant dueAt(Order order) {
        return timers.dueAt(order);
    }

    /**
     * The fact that time has become; null before {@link #dueAt}. It may be produced again as long
     * as the order stays due: its id stays the same, and folding it twice changes nothing.
     */
    public @Nullable OrderFact due(Order order, Instant now) {
        return timers.due(order, now);
    }

    private void placed(Draft draft, @Nullable Order order, OrderPlaced fact) {
        var actor = fact.actor();
        if (actor.role() != ActorRole.CUSTOMER || actor.id() == null) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (order == null) {
            draft.opened(fact, new CustomerId(actor.id()));
            searches.start(draft);
        } else if (actor.is(order.customerId())) {
            draft.unchanged();
        } else {
            draft.refuse(Refusal.NOT_YOURS);
        }
    }
}
