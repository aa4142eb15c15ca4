package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferExpired;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OfferUndelivered;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.Refusal;
import java.time.Instant;

/** What becomes of an offer: received, answered, or overtaken by time. */
final class Answers {

    private final SearchSettings settings;
    private final Searches searches;

    Answers(SearchSettings settings, Searches searches) {
        this.settings = settings;
        this.searches = searches;
    }

    void received(Draft draft, OfferReceived fact) {
        var offer = draft.order().findOffer(fact.offerId()).orElse(null);
        if (offer == null) {
            draft.refuse(Refusal.UNKNOWN_OFFER);
        } else if (!fact.actor().is(offer.driverId())) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (offer.state() == OfferState.OPEN) {
            draft.offerConfirmed(offer, windowFrom(fact.at(), offer));
        } else {
            draft.unchanged();
        }
    }

    /** Judged by the time at which Beckon took it; an answer implies the receipt. */
    void answered(Draft draft, OfferAnswered fact) {
        var offer = draft.order().findOffer(fact.offerId()).orElse(null);
        if (offer == null) {
            draft.refuse(Refusal.UNKNOWN_OFFER);
        } else if (!fact.actor().is(offer.driverId())) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (!offer.state().live()) {
            answeredAfterwards(draft, offer, fact.answer());
        } else if (fact.at().isAfter(offer.expiresAt())) {
            draft.refuse(Refusal.OFFER_EXPIRED);
        } else {
            switch (fact.answer()) {
                case ACCEPT -> {
                    draft.offersWithdrawn(offer);
                    draft.accepted(offer);
                }
                case DECLINE -> {
                    draft.offerClosed(offer, OfferState.DECLINED, fact.reason());
                    searches.goOn(draft);
                }
            }
        }
    }

    /** Judged by the timer's clock, so that no reader's clock can end an offer early. */
    void undelivered(Draft draft, OfferUndelivered fact) {
        if (fact.actor().role() != ActorRole.SYSTEM) {
            draft.refuse(Refusal.NOT_YOURS);
            return;
        }
        draft.order()
                .findOffer(fact.offerId())
                .filter(offer -> offer.state() == OfferState.OPEN)
                .filter(offer -> fact.at().isAfter(offer.receiptBy()))
                .ifPresent(offer -> ended(draft, offer, OfferState.UNDELIVERED));
    }

    /** As {@link #undelivered}. */
    void expired(Draft draft, OfferExpired fact) {
        if (fact.actor().role() != ActorRole.SYSTEM) {
            draft.refuse(Refusal.NOT_YOURS);
            return;
        }
        draft.order()
                .findOffer(fact.offerId())
                .filter(offer -> offer.state().live())
                .filter(offer -> fact.at().isAfter(offer.expiresAt()))
                .ifPresent(offer -> ended(draft, offer, OfferState.EXPIRED));
    }

    private void ended(Draft draft, Offer offer, OfferState end) {
        draft.offerClosed(offer, end, null);
        searches.goOn(draft);
    }

    /** From the receipt on, and never longer than was told when the offer was made. */
    private Instant windowFrom(Instant receivedAt, Offer offer) {
        var start = receivedAt.isBefore(offer.madeAt()) ? offer.madeAt() : receivedAt;
        var end = start.plus(settings.answerWindow());
        return end.isBefore(offer.expiresAt()) ? end : offer.expiresAt();
    }

    private static void answeredAfterwards(Draft draft, Offer offer, Answer answer) {
        var order = draft.order();
        boolean cancelled = order.state() == OrderState.CANCELLED;
        switch (offer.state()) {
            case OPEN, RECEIVED -> throw new IllegalStateException(offer + " is live");
            case EXPIRED, UNDELIVERED -> draft.refuse(Refusal.OFFER_EXPIRED);
            case WITHDRAWN ->
                    draft.refuse(cancelled ? Refusal.ORDER_CANCELLED : Refusal.OFFER_TAKEN);
            case DECLINED -> {
                if (answer == Answer.DECLINE) {
                    draft.unchanged();
                } else {
                    draft.refuse(Refusal.WRONG_STATE);
                }
            }
            case ACCEPTED -> {
                if (cancelled) {
                    draft.refuse(Refusal.ORDER_CANCELLED);
                } else if (order.hadAndLost(offer)) {
                    draft.refuse(Refusal.NOT_YOURS);
                } else if (answer == Answer.ACCEPT) {
                    draft.unchanged();
                } else {
                    draft.refuse(Refusal.WRONG_STATE);
                }
            }
        }
    }
}
