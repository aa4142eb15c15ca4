package dev.beckon.dispatch.order;

import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One driver asked for one order, and what became of it.
 *
 * @param token the driver's fencing token of the claim that the offer stands on
 * @param distanceM metres to the pickup, as the crow flies
 * @param etaS seconds to the pickup
 * @param receiptBy until when the driver's client has to confirm
 * @param expiresAt the end of the answer window: the latest possible one until the receipt
 * @param released why the driver, who had accepted, has the order no longer
 */
public record Offer(
        OfferId id,
        DriverId driverId,
        AssignmentId assignmentId,
        long token,
        double distanceM,
        int etaS,
        OfferState state,
        Instant madeAt,
        Instant receiptBy,
        Instant expiresAt,
        @Nullable ReleaseCause released) {

    Offer in(OfferState state) {
        return received(state, expiresAt);
    }

    Offer received(OfferState state, Instant expiresAt) {
        return new Offer(
                id,
                driverId,
                assignmentId,
                token,
                distanceM,
                etaS,
                state,
                madeAt,
                receiptBy,
                expiresAt,
                released);
    }

    Offer released(ReleaseCause cause) {
        return new Offer(
                id,
                driverId,
                assignmentId,
                token,
                distanceM,
                etaS,
                state,
                madeAt,
                receiptBy,
                expiresAt,
                cause);
    }
}
