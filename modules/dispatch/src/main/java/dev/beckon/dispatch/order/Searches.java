package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.dispatch.order.Phase.Searching;
import java.time.Instant;

/** The search for a driver: starts, goes on, waits, is given up. */
final class Searches {

    private final SearchSettings settings;
    private final Backoff backoff;

    Searches(SearchSettings settings) {
        this.settings = settings;
        this.backoff = new Backoff(settings);
    }

    void start(Draft draft) {
        draft.searchStarted(draft.at().plus(settings.deadline(draft.order().kind())));
        draft.wantDriver();
    }

    /** After a driver had it and has it no longer. */
    void startAgain(Draft draft) {
        if (draft.order().losses() > settings.losses()) {
            draft.noDriverFound();
        } else {
            start(draft);
        }
    }

    /** The next candidate at once, unless somebody is being asked or the time is over. */
    void goOn(Draft draft) {
        if (draft.order().state() != OrderState.SEARCHING) {
            return;
        }
        if (overdue(draft)) {
            draft.noDriverFound();
        } else {
            draft.wantDriver();
        }
    }

    /**
     * A wake-up is taken whatever attempt it names: between the driver becoming free and this fold
     * the search may have looked once more, in vain, and would sleep beside the free driver.
     */
    void retry(Draft draft, RetryDue fact) {
        if (fact.actor().role() != ActorRole.SYSTEM) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (fact.cause() == RetryCause.WAKE || waitIsOver(draft.order(), fact)) {
            goOn(draft);
        }
    }

    void offered(Draft draft, OfferTerms terms) {
        requireSearch(draft);
        var receiptBy = draft.at().plus(settings.receiptWindow());
        draft.offerMade(terms, receiptBy, receiptBy.plus(settings.answerWindow()));
    }

    void nobody(Draft draft, OrderFact cause, double radiusM) {
        var search = requireSearch(draft);
        if (overdue(draft)) {
            draft.noDriverFound();
        } else if (!(wokenEarly(cause) && stillWaits(search, draft.at()))) {
            int attempt = search.attempt() + 1;
            var nextAt = draft.at().plus(backoff.after(draft.order().id(), attempt));
            draft.searchWaiting(attempt, radiusM, earlier(nextAt, search.deadline()));
        }
    }

    void contended(Draft draft, double radiusM) {
        var search = requireSearch(draft);
        if (overdue(draft)) {
            draft.noDriverFound();
            return;
        }
        var order = draft.order();
        var soon =
                earlier(
                        draft.at().plus(backoff.contended(order.id(), order.version())),
                        search.deadline());
        var nextAt = search.nextAt();
        if (nextAt == null || !stillWaits(search, draft.at()) || soon.isBefore(nextAt)) {
            draft.searchWaiting(search.attempt(), radiusM, soon);
        }
    }

    private static Searching requireSearch(Draft draft) {
        if (draft.order().phase() instanceof Searching search) {
            return search;
        }
        throw new IllegalStateException(
                "Order %s is %s: nobody is looked for"
                        .formatted(draft.order().id(), draft.order().state()));
    }

    private static boolean overdue(Draft draft) {
        return !draft.at().isBefore(requireSearch(draft).deadline());
    }

    private static boolean waitIsOver(Order order, RetryDue fact) {
        return order.phase() instanceof Searching search
                && search.attempt() == fact.attempt()
                && !stillWaits(search, fact.at());
    }

    private static boolean stillWaits(Searching search, Instant at) {
        return search.nextAt() != null && at.isBefore(search.nextAt());
    }

    private static boolean wokenEarly(OrderFact cause) {
        return cause instanceof RetryDue retry && retry.cause() == RetryCause.WAKE;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
