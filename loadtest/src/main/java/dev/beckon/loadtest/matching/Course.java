package dev.beckon.loadtest.matching;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order. Times are seconds after the stretch's beginning.
 *
 * @param held who drove it, and for how long they were held; null where nobody was found
 */
record Course(OrderId order, double placedS, @Nullable Held held) {

    /**
     * A driver's time for an order.
     *
     * @param claimedS when the offer was made
     * @param approachS how long the way to the pickup took
     */
    record Held(
            DriverId driver,
            double claimedS,
            double acceptedS,
            double approachS,
            double pickedUpS,
            double deliveredS) {}
}
