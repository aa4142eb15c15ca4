package dev.beckon.contracts.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole present state of an order. Readers keep the highest version, not the last record.
 *
 * @param deadline when the present search is given up; absent once a driver has the order
 * @param attempt how often the present search has found nobody
 * @param nextAt when a waiting search goes on
 * @param offers all that were ever made for the order, oldest first
 * @param facts what was folded since the last version: the decision on each of them is made
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public record OrderStatus(
        OrderId orderId,
        long version,
        Instant at,
        OrderState state,
        CustomerId customerId,
        Kind kind,
        Place pickup,
        Place dropoff,
        @Nullable String note,
        Instant placedAt,
        @Nullable Instant deadline,
        int attempt,
        @Nullable Instant nextAt,
        List<Offer> offers,
        @Nullable Assignment assignment,
        @Nullable Ending ending,
        List<FactId> facts) {

    public OrderStatus {
        offers = List.copyOf(offers);
        facts = List.copyOf(facts);
    }

    /** Who went silent with it: before the pickup, and has it no longer, or with the goods. */
    public Set<DriverId> lost() {
        var lost = new LinkedHashSet<DriverId>();
        for (var offer : offers) {
            if (offer.released() == ReleaseCause.DRIVER_LOST) {
                lost.add(offer.driverId());
            }
        }
        if (assignment != null && assignment.silent()) {
            lost.add(assignment.driverId());
        }
        return lost;
    }

    /**
     * One offer, as its driver may see it.
     *
     * @param distanceM metres to the pickup
     * @param etaS seconds to the pickup
     * @param released why its driver, who had accepted, has the order no longer
     */
    public record Offer(
            OfferId offerId,
            DriverId driverId,
            OfferState state,
            double distanceM,
            int etaS,
            Instant expiresAt,
            @Nullable ReleaseCause released) {}

    /**
     * Who has the order.
     *
     * @param token the driver's fencing token
     * @param etaS seconds to the pickup, as last told
     * @param silent whether the driver has gone silent with the goods
     */
    public record Assignment(
            DriverId driverId, OfferId offerId, long token, int etaS, boolean silent) {}

    /** How the order ended. */
    public record Ending(Instant at, ActorRole by, @Nullable String reason) {}
}
