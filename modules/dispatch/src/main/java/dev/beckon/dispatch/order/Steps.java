package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus.Assignment;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.dispatch.order.Phase.Assigned;
import dev.beckon.dispatch.order.Phase.Ended;
import dev.beckon.dispatch.order.Phase.Step;
import org.jspecify.annotations.Nullable;

/** What the driver does with an accepted order, told by the driver or seen by the tracking. */
final class Steps {

    private Steps() {}

    static void arriving(Draft draft, DriverArriving fact) {
        var held = beforeStep(draft, fact, fact.driverId(), Step.ARRIVING);
        if (held != null) {
            draft.arriving(held, fact.etaS());
        }
    }

    static void arrived(Draft draft, DriverArrived fact) {
        var held = beforeStep(draft, fact, fact.driverId(), Step.ARRIVED);
        if (held != null) {
            draft.arrived(held);
        }
    }

    static void pickedUp(Draft draft, PickedUp fact) {
        var held = beforeStep(draft, fact, fact.driverId(), Step.PICKED_UP);
        if (held != null) {
            draft.pickedUp(held);
        }
    }

    static void delivered(Draft draft, Delivered fact) {
        var held = holding(draft, fact, fact.driverId());
        if (held == null) {
            return;
        }
        if (held.step() == Step.PICKED_UP) {
            draft.delivered(held.assignment());
        } else {
            draft.refuse(Refusal.WRONG_STATE);
        }
    }

    /** The holder if the step is still to come; otherwise the answer is given here. */
    private static @Nullable Assignment beforeStep(
            Draft draft, OrderFact fact, DriverId driverId, Step step) {
        var held = holding(draft, fact, driverId);
        if (held == null) {
            return null;
        }
        if (held.step().compareTo(step) >= 0) {
            draft.unchanged();
            return null;
        }
        return held.assignment();
    }

    private static @Nullable Assigned holding(Draft draft, OrderFact fact, DriverId driverId) {
        var assignment = draft.order().assignment();
        boolean speaksForDriver =
                fact.actor().role() == ActorRole.SYSTEM || fact.actor().is(driverId);
        if (!speaksForDriver || assignment == null || !assignment.driverId().equals(driverId)) {
            draft.refuse(Refusal.NOT_YOURS);
            return null;
        }
        if (draft.order().phase() instanceof Assigned held) {
            return held;
        }
        if (draft.order().phase() instanceof Ended ended && ended.state() == OrderState.DELIVERED) {
            draft.unchanged();
        } else {
            draft.refuse(Refusal.ORDER_CANCELLED);
        }
        return null;
    }
}
