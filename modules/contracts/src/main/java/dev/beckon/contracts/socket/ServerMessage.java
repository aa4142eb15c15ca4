package dev.beckon.contracts.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.order.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway pushes; every message says when, and what it is about. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerMessage {

    /** When it was so: the change's time for changes, the gateway's for the rest. */
    Instant at();

    /** What it is about, such as {@code order/ID}; absent where it is about the socket itself. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    default @Nullable String subject() {
        return null;
    }

    /** A message about an order. */
    sealed interface AboutOrder extends ServerMessage {

        OrderId orderId();

        /**
         * Of the order; a client ignores lower versions than it has. Several messages may carry
         * one, because a change may have more than one side, and positions carry the present one.
         */
        long version();

        @Override
        default String subject() {
            return "order/" + orderId();
        }
    }

    /** First of all: the orders and offers that concern the user; absence means nothing. */
    @JsonTypeName("SNAPSHOT")
    record Snapshot(Instant at, List<OrderView> orders, List<Offer> offers)
            implements ServerMessage {}

    /**
     * The driver is asked. Comes again with the exact {@code expiresAt} after the receipt; the
     * points are coarse until the acceptance.
     */
    @JsonTypeName("OFFER")
    record Offer(
            Instant at,
            OrderId orderId,
            long version,
            OfferId offerId,
            Kind kind,
            LatLng pickup,
            LatLng dropoff,
            int etaS,
            double distanceM,
            Instant expiresAt)
            implements AboutOrder {}

    /** The offer can no longer be answered. */
    @JsonTypeName("OFFER_CLOSED")
    record OfferClosed(
            Instant at, OrderId orderId, long version, OfferId offerId, OfferClosedReason reason)
            implements AboutOrder {}

    /** The order exists. */
    @JsonTypeName("ORDER_PLACED")
    record OrderPlaced(Instant at, OrderId orderId, long version, OrderView order)
            implements AboutOrder {}

    /** A driver is looked for; {@code nextAt} while the search waits. */
    @JsonTypeName("SEARCHING")
    record Searching(
            Instant at, OrderId orderId, long version, int attempt, @Nullable Instant nextAt)
            implements AboutOrder {}

    /** A driver has the order; {@code order} holds the exact addresses and the note. */
    @JsonTypeName("ORDER_ACCEPTED")
    record OrderAccepted(
            Instant at,
            OrderId orderId,
            long version,
            OrderView.Driver driver,
            int etaS,
            OrderView order)
            implements AboutOrder {}

    /** Where the driver is; carries the present version without being a change. */
    @JsonTypeName("DRIVER_LOCATION")
    record DriverLocation(Instant at, OrderId orderId, long version, double lat, double lng)
            implements AboutOrder {}

    /** The driver is about to reach the pickup. */
    @JsonTypeName("DRIVER_ARRIVING")
    record DriverArriving(Instant at, OrderId orderId, long version, int etaS)
            implements AboutOrder {}

    /** The driver is at the pickup. */
    @JsonTypeName("DRIVER_ARRIVED")
    record DriverArrived(Instant at, OrderId orderId, long version) implements AboutOrder {}

    /** The driver has the goods or the passenger. */
    @JsonTypeName("ORDER_PICKED_UP")
    record OrderPickedUp(Instant at, OrderId orderId, long version) implements AboutOrder {}

    /** It is done. */
    @JsonTypeName("ORDER_DELIVERED")
    record OrderDelivered(Instant at, OrderId orderId, long version) implements AboutOrder {}

    /** The order is called off. */
    @JsonTypeName("ORDER_CANCELLED")
    record OrderCancelled(
            Instant at, OrderId orderId, long version, ActorRole by, @Nullable String reason)
            implements AboutOrder {}

    /** The search was given up. */
    @JsonTypeName("NO_DRIVER_FOUND")
    record NoDriverFound(Instant at, OrderId orderId, long version) implements AboutOrder {}

    /**
     * For operators: the driver has gone silent. Before the pickup the search starts again by
     * itself; somebody has to look where the driver is {@code withGoods}.
     */
    @JsonTypeName("DRIVER_LOST")
    record DriverLost(
            Instant at, OrderId orderId, long version, DriverId driverId, boolean withGoods)
            implements AboutOrder {}

    /**
     * For an operator who watches a part of the city: after each WATCH all that is in it, then what
     * changed, at most twice a second. A message has at most 64 KiB; what has no room comes with a
     * later one, as it is then.
     *
     * @param anew on the first after a WATCH: what was known of the city is to be forgotten
     * @param drivers who are on shift and in the box
     * @param orders that have their pickup or their dropoff in the box; an ended one comes once
     *     more
     * @param gone drivers who have left the box, their shift or the line
     */
    @JsonTypeName("CITY")
    record City(
            Instant at,
            @Nullable Boolean anew,
            List<CityDriver> drivers,
            List<CityOrder> orders,
            @Nullable List<DriverId> gone)
            implements ServerMessage {}

    /**
     * A driver on the operators' map.
     *
     * @param heading whole degrees clockwise from north
     * @param at when the driver was there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CityDriver(
            DriverId driverId,
            double lat,
            double lng,
            DriverState state,
            @Nullable Integer heading,
            Instant at) {}

    /**
     * An order on the operators' map.
     *
     * @param driverId who has it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CityOrder(
            OrderId orderId,
            long version,
            OrderState status,
            Kind kind,
            LatLng pickup,
            LatLng dropoff,
            Instant placedAt,
            @Nullable DriverId driverId) {}

    /** The command is decided: done, or already so. */
    @JsonTypeName("ACK")
    record Ack(Instant at, @Nullable String ref) implements ServerMessage {}

    /** The command is decided: not done. {@code detail} is for people. */
    @JsonTypeName("REFUSED")
    record Refused(Instant at, @Nullable String ref, Refusal reason, String detail)
            implements ServerMessage {}

    /** The answer to PING. */
    @JsonTypeName("PONG")
    record Pong(Instant at, @Nullable String ref) implements ServerMessage {}

    /** Why an offer can no longer be answered. */
    enum OfferClosedReason {
        EXPIRED,
        TAKEN,
        CANCELLED,
        WITHDRAWN
    }
}
