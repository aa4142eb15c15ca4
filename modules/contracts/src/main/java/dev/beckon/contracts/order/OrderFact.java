package dev.beckon.contracts.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order, time included. A fact names the offer, the attempt or the
 * driver that it is about, so that folding it again changes nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface OrderFact {

    /** The longest reason that is taken from a client, in characters. */
    int REASON_MAX = 300;

    FactId id();

    OrderId orderId();

    /** When Beckon took it; an answer is judged by this time. */
    Instant at();

    Actor actor();

    /** What the client called its command, for the answer. */
    @Nullable String ref();

    /** A customer wants something done. */
    record OrderPlaced(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            Kind kind,
            Place pickup,
            Place dropoff,
            @Nullable String note)
            implements OrderFact {}

    /** The driver's client has the offer: the answer window starts. */
    record OfferReceived(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            OfferId offerId)
            implements OrderFact {}

    /** The driver said yes or no. */
    record OfferAnswered(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            OfferId offerId,
            Answer answer,
            @Nullable String reason)
            implements OrderFact {}

    /** No receipt in time. */
    record OfferUndelivered(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            OfferId offerId)
            implements OrderFact {}

    /** No answer in time. */
    record OfferExpired(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            OfferId offerId)
            implements OrderFact {}

    /**
     * The search that waited may go on.
     *
     * @param attempt the one that waited; after a wait that is over another attempt's fact is
     *     stale, a wake-up is taken whatever attempt it names
     */
    record RetryDue(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            int attempt,
            RetryCause cause)
            implements OrderFact {}

    /** Somebody wants out: a customer's ends the order, a driver's puts it back to the search. */
    record CancelRequested(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            @Nullable String reason)
            implements OrderFact {}

    /**
     * Back to the search without this driver.
     *
     * @param driverId who had the order when this was asked
     */
    record ReassignRequested(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId,
            @Nullable String reason)
            implements OrderFact {}

    /** The driver is about to reach the pickup. */
    record DriverArriving(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId,
            int etaS)
            implements OrderFact {}

    /** The driver is at the pickup. */
    record DriverArrived(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId)
            implements OrderFact {}

    /** The driver has the goods or the passenger. */
    record PickedUp(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId)
            implements OrderFact {}

    /** It is done. */
    record Delivered(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId)
            implements OrderFact {}

    /** The driver has been silent for too long. */
    record DriverLost(
            FactId id,
            OrderId orderId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            DriverId driverId)
            implements OrderFact {}

    /** What a driver says to an offer. */
    enum Answer {
        ACCEPT,
        DECLINE
    }

    /** Why a waiting search goes on. */
    enum RetryCause {
        /** The wait is over, or the search's deadline is. */
        BACKOFF,
        /** A driver in reach became free; counts as no attempt. */
        WAKE
    }
}
