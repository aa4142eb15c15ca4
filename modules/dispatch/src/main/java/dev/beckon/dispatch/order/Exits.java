package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus.Assignment;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.dispatch.order.Phase.Assigned;
import dev.beckon.dispatch.order.Phase.Ended;
import dev.beckon.dispatch.order.Phase.Placed;
import dev.beckon.dispatch.order.Phase.Searching;
import dev.beckon.dispatch.order.Phase.Step;
import org.jspecify.annotations.Nullable;

/** Ways out: the customer calls it off, or the driver loses it and it goes back to the search. */
final class Exits {

    private final Searches searches;

    Exits(Searches searches) {
        this.searches = searches;
    }

    void cancel(Draft draft, CancelRequested fact) {
        var actor = fact.actor();
        if (actor.is(draft.order().customerId()) || actor.role() == ActorRole.ADMIN) {
            callOff(draft, fact.reason());
        } else if (actor.role() == ActorRole.DRIVER && actor.id() != null) {
            giveUp(draft, new DriverId(actor.id()), fact.reason());
        } else {
            draft.refuse(Refusal.NOT_YOURS);
        }
    }

    void reassign(Draft draft, ReassignRequested fact) {
        if (fact.actor().role() != ActorRole.ADMIN) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (draft.order().hadAndLost(fact.driverId())) {
            draft.unchanged();
        } else if (holds(draft.order(), fact.driverId()) instanceof Assigned held
                && held.step() != Step.PICKED_UP) {
            release(draft, held.assignment(), ReleaseCause.REASSIGNED, fact.reason());
        } else {
            draft.refuse(Refusal.WRONG_STATE);
        }
    }

    void lost(Draft draft, DriverLost fact) {
        if (fact.actor().role() != ActorRole.SYSTEM) {
            draft.refuse(Refusal.NOT_YOURS);
        } else if (holds(draft.order(), fact.driverId()) instanceof Assigned held) {
            if (held.step() != Step.PICKED_UP) {
                release(draft, held.assignment(), ReleaseCause.DRIVER_LOST, null);
            } else if (!held.assignment().silent()) {
                draft.wentSilent(held.assignment());
            }
        }
    }

    private static void callOff(Draft draft, @Nullable String reason) {
        switch (draft.order().phase()) {
            case Placed _, Searching _ -> {
                draft.offersWithdrawn(null);
                draft.cancelled(reason, null);
            }
            case Assigned held -> {
                if (held.step() == Step.PICKED_UP) {
                    draft.refuse(Refusal.WRONG_STATE);
                } else {
                    draft.cancelled(reason, held.assignment());
                }
            }
            case Ended ended -> {
                if (ended.state() == OrderState.CANCELLED) {
                    draft.unchanged();
                } else {
                    draft.refuse(Refusal.WRONG_STATE);
                }
            }
        }
    }

    private void giveUp(Draft draft, DriverId driverId, @Nullable String reason) {
        switch (holds(draft.order(), driverId)) {
            case Assigned held -> {
                if (held.step() == Step.PICKED_UP) {
                    draft.refuse(Refusal.WRONG_STATE);
                } else {
                    release(draft, held.assignment(), ReleaseCause.DRIVER_CANCELLED, reason);
                }
            }
            case Ended ended ->
                    draft.refuse(
                            ended.state() == OrderState.CANCELLED
                                    ? Refusal.ORDER_CANCELLED
                                    : Refusal.WRONG_STATE);
            case Placed _, Searching _ -> throw new IllegalStateException("held by nobody");
            case null -> {
                if (draft.order().hadAndLost(driverId)) {
                    draft.unchanged();
                } else {
                    draft.refuse(Refusal.NOT_YOURS);
                }
            }
        }
    }

    private void release(
            Draft draft, Assignment held, ReleaseCause cause, @Nullable String detail) {
        draft.released(held, cause, detail);
        searches.startAgain(draft);
    }

    /** The phase in which this driver has the order, or had it at the end. */
    private static @Nullable Phase holds(Order order, DriverId driverId) {
        var assignment = order.assignment();
        return assignment != null && assignment.driverId().equals(driverId) ? order.phase() : null;
    }
}
