package dev.beckon.contracts.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about an order. Versions of one order start at 1 and have no gaps; order id and
 * version together are the event's id.
 *
 * <p>A driver is held from an {@link OfferMade} to the event that names the same token again and is
 * a {@link Release}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface OrderEvent {

    OrderId orderId();

    long version();

    /** When it was decided: the dispatcher's clock, read once a round. */
    Instant at();

    /** The fact that led to it. */
    FactId cause();

    /** Who caused that fact. */
    Actor actor();

    /** An event that ends a driver's hold, where there was one. */
    sealed interface Release extends OrderEvent {

        @Nullable DriverId driverId();

        /** The fencing token of the claim that ends. */
        @Nullable Long token();
    }

    /** The order exists. */
    record OrderOpened(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            CustomerId customerId,
            Kind kind,
            Place pickup,
            Place dropoff,
            @Nullable String note,
            Instant placedAt)
            implements OrderEvent {}

    /**
     * A driver is looked for.
     *
     * @param search 1 for the first search, one more for each that starts again
     * @param deadline when it is given up, an open offer aside
     */
    record SearchStarted(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            int search,
            Instant deadline)
            implements OrderEvent {}

    /**
     * Nobody was in reach; the search waits.
     *
     * @param attempt how often this search has found nobody, from 1
     * @param radiusM how far it looked, in metres
     */
    record SearchWaiting(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            int attempt,
            double radiusM,
            Instant nextAt)
            implements OrderEvent {}

    /**
     * A driver is asked, and held meanwhile.
     *
     * @param token the driver's fencing token of this claim
     * @param policy how the driver was chosen
     * @param candidates among whom, nearest first
     * @param receiptBy until when the driver's client has to confirm
     * @param expiresAt the latest possible end
     */
    record OfferMade(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            OfferId offerId,
            DriverId driverId,
            AssignmentId assignmentId,
            long token,
            double distanceM,
            int etaS,
            Instant receiptBy,
            Instant expiresAt,
            Policy policy,
            List<Candidate> candidates)
            implements OrderEvent {

        public OfferMade {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * The driver's client has the offer.
     *
     * @param expiresAt the exact end of the answer window
     */
    record OfferConfirmed(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            OfferId offerId,
            Instant expiresAt)
            implements OrderEvent {}

    /**
     * An offer ended without an acceptance.
     *
     * @param end {@code DECLINED}, {@code EXPIRED}, {@code UNDELIVERED} or {@code WITHDRAWN}
     */
    record OfferClosed(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            OfferId offerId,
            DriverId driverId,
            Long token,
            OfferState end,
            @Nullable String reason)
            implements Release {}

    /**
     * The driver has the order.
     *
     * @param etaS seconds that the driver was expected to need to the pickup, when asked
     */
    record OrderAccepted(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            OfferId offerId,
            DriverId driverId,
            long token,
            int etaS)
            implements OrderEvent {}

    /** The driver is about to reach the pickup. */
    record OrderArriving(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            DriverId driverId,
            int etaS)
            implements OrderEvent {}

    /** The driver is at the pickup. */
    record OrderArrived(
            OrderId orderId, long version, Instant at, FactId cause, Actor actor, DriverId driverId)
            implements OrderEvent {}

    /** The driver has the goods or the passenger. */
    record OrderPickedUp(
            OrderId orderId, long version, Instant at, FactId cause, Actor actor, DriverId driverId)
            implements OrderEvent {}

    /** It is done. */
    record OrderDelivered(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            DriverId driverId,
            Long token)
            implements Release {}

    /** The driver has the order no longer; the search starts again without that driver. */
    record OrderReleased(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            DriverId driverId,
            Long token,
            ReleaseCause reason,
            @Nullable String detail)
            implements Release {}

    /**
     * The order is called off.
     *
     * @param driverId who had it, where somebody had
     */
    record OrderCancelled(
            OrderId orderId,
            long version,
            Instant at,
            FactId cause,
            Actor actor,
            ActorRole by,
            @Nullable String reason,
            @Nullable DriverId driverId,
            @Nullable Long token)
            implements Release {}

    /**
     * The search was given up.
     *
     * @param offers how many drivers were asked
     */
    record NoDriverFound(
            OrderId orderId, long version, Instant at, FactId cause, Actor actor, int offers)
            implements OrderEvent {}

    /** The driver has gone silent with the goods: an operator has to look. */
    record DriverWentSilent(
            OrderId orderId, long version, Instant at, FactId cause, Actor actor, DriverId driverId)
            implements OrderEvent {}

    /** Why a driver lost an order that was accepted. */
    enum ReleaseCause {
        DRIVER_CANCELLED,
        REASSIGNED,
        DRIVER_LOST
    }
}
