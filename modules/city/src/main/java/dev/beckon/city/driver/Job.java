package dev.beckon.city.driver;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderView;

/**
 * The order that a driver has.
 *
 * @param untilMs when the driver gives it up on the way, waits no longer to be seen at the pickup,
 *     or is done there
 * @param seen whether the server has said already that the driver is there
 */
record Job(OrderView order, Stage stage, long untilMs, boolean seen) {

    static final long NEVER_MS = Long.MAX_VALUE;

    enum Stage {
        TO_PICKUP,
        /** CANCEL is said, and not yet decided. */
        GIVING_UP,
        /** At the pickup, and the server has not noticed yet. */
        WAITING,
        AT_PICKUP,
        /** PICKUP is said, and not yet decided. */
        LOADING,
        TO_DROPOFF,
        /** DELIVER is said, and not yet decided. */
        HANDING_OVER
    }

    Job at(Stage next) {
        return new Job(order, next, untilMs, seen);
    }

    Job until(long ms) {
        return new Job(order, stage, ms, seen);
    }

    Job seenThere() {
        return new Job(order, stage, untilMs, true);
    }

    boolean is(OrderId orderId) {
        return order.orderId().equals(orderId);
    }
}
