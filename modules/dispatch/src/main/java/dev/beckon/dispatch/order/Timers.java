package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OfferExpired;
import dev.beckon.contracts.order.OrderFact.OfferUndelivered;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.dispatch.order.Phase.Searching;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** When time itself becomes a fact about an order. */
final class Timers {

    private final SearchSettings settings;

    Timers(SearchSettings settings) {
        this.settings = settings;
    }

    @Nullable Instant dueAt(Order order) {
        if (!(order.phase() instanceof Searching search)) {
            return null;
        }
        var offer = nextOffer(order);
        if (offer != null) {
            return dueAt(offer);
        }
        // A search that neither asks nor waits was left behind by its round: it is due at once.
        return search.nextAt() == null ? order.at() : search.nextAt();
    }

    @Nullable OrderFact due(Order order, Instant now) {
        var dueAt = dueAt(order);
        if (dueAt == null || now.isBefore(dueAt) || !(order.phase() instanceof Searching search)) {
            return null;
        }
        var offer = nextOffer(order);
        if (offer == null) {
            return new RetryDue(
                    DerivedIds.retry(order.id(), order.version()),
                    order.id(),
                    now,
                    Actor.SYSTEM,
                    null,
                    search.attempt(),
                    RetryCause.BACKOFF);
        }
        return offer.state() == OfferState.OPEN
                ? new OfferUndelivered(
                        DerivedIds.undelivered(offer.id()),
                        order.id(),
                        now,
                        Actor.SYSTEM,
                        null,
                        offer.id())
                : new OfferExpired(
                        DerivedIds.expired(offer.id()),
                        order.id(),
                        now,
                        Actor.SYSTEM,
                        null,
                        offer.id());
    }

    private @Nullable Offer nextOffer(Order order) {
        return order.liveOffers().stream().min(Comparator.comparing(this::dueAt)).orElse(null);
    }

    private Instant dueAt(Offer offer) {
        var end = offer.state() == OfferState.OPEN ? offer.receiptBy() : offer.expiresAt();
        return end.plus(settings.grace());
    }
}
