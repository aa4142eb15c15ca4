package dev.beckon.tracking;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;

/**
 * What one status says about one driver: has the order, or has it no longer.
 *
 * @param version of the order
 * @param at when that was decided
 * @param held whether the driver has the order
 * @param silent whether the driver is known to have gone silent with the goods
 */
record Holding(
        OrderId orderId,
        long version,
        Instant at,
        DriverId driverId,
        OfferId offerId,
        OrderState state,
        boolean held,
        boolean silent,
        LatLng pickup) {

    /**
     * One for each driver who ever accepted the order: whoever lost it must be told from a status
     * alone, because nobody here remembers the one before.
     */
    static Collection<Holding> in(OrderStatus status) {
        var assignment = status.assignment();
        var holdings = new LinkedHashMap<DriverId, Holding>();
        for (var offer : status.offers()) {
            if (offer.state() != OfferState.ACCEPTED) {
                continue;
            }
            boolean last = assignment != null && assignment.offerId().equals(offer.offerId());
            holdings.put(
                    offer.driverId(),
                    new Holding(
                            status.orderId(),
                            status.version(),
                            status.at(),
                            offer.driverId(),
                            offer.offerId(),
                            status.state(),
                            last && !status.state().ended(),
                            assignment != null && last && assignment.silent(),
                            status.pickup().latLng()));
        }
        return holdings.values();
    }

    /** Whether the driver has it and is not known to have reached the pickup. */
    boolean onTheWay() {
        return held && (state == OrderState.ACCEPTED || state == OrderState.ARRIVING);
    }
}
