package dev.beckon.city.driver;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderView;

/**
 * The order that a driver has.
 *
 * @param loadedMs when the driver is done at the pickup
 */
record Job(OrderView order, Stage stage, long loadedMs) {

    enum Stage {
        TO_PICKUP,
        AT_PICKUP,
        /** PICKUP is said, and not yet decided. */
        LOADING,
        TO_DROPOFF,
        /** DELIVER is said, and not yet decided. */
        HANDING_OVER
    }

    Job at(Stage next) {
        return new Job(order, next, loadedMs);
    }

    Job loadedAt(long nowMs) {
        return new Job(order, stage, nowMs);
    }

    boolean is(OrderId orderId) {
        return order.orderId().equals(orderId);
    }
}
