package dev.beckon.contracts.socket;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client says on the socket; {@code ref} is echoed in the answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ClientMessage {

    /** A message that is answered with ACK or REFUSED. */
    sealed interface Command extends ClientMessage {

        @Nullable String ref();
    }

    /** The driver takes the order. */
    @JsonTypeName("ACCEPT_OFFER")
    record AcceptOffer(OfferId offerId, @Nullable String ref) implements Command {}

    /** The driver does not take the order. */
    @JsonTypeName("DECLINE_OFFER")
    record DeclineOffer(OfferId offerId, @Nullable String reason, @Nullable String ref)
            implements Command {

        public DeclineOffer {
            checkReason(reason);
        }
    }

    /** The receipt of an offer; not answered. */
    @JsonTypeName("OFFER_RECEIVED")
    record OfferReceived(OfferId offerId) implements ClientMessage {}

    /**
     * Where the driver is; not answered. {@code accuracy} in metres, {@code heading} in degrees,
     * {@code speed} in metres a second.
     */
    @JsonTypeName("LOCATION")
    record Location(
            double lat,
            double lng,
            @Nullable Double accuracy,
            @Nullable Double heading,
            @Nullable Double speed,
            @Nullable Instant at)
            implements ClientMessage {}

    /** The driver goes online or offline. */
    @JsonTypeName("SHIFT")
    record Shift(ShiftState state, @Nullable String ref) implements Command {}

    /** The driver is at the pickup. */
    @JsonTypeName("ARRIVED")
    record Arrived(OrderId orderId, @Nullable String ref) implements Command {}

    /** The driver has the goods or the passenger. */
    @JsonTypeName("PICKUP")
    record Pickup(OrderId orderId, @Nullable String ref) implements Command {}

    /** It is done. */
    @JsonTypeName("DELIVER")
    record Deliver(OrderId orderId, @Nullable String ref) implements Command {}

    /** Customer, driver or admin wants out. */
    @JsonTypeName("CANCEL")
    record Cancel(OrderId orderId, @Nullable String reason, @Nullable String ref)
            implements Command {

        public Cancel {
            checkReason(reason);
        }
    }

    /**
     * An operator wants to see that part of the city move: CITY follows. One part at a time; the
     * next takes its place. {@code zoom} is that of the map, 0 to 24, with tiles of 512 pixels:
     * moves that it would not show are not told.
     */
    @JsonTypeName("WATCH")
    record Watch(Box bbox, double zoom, @Nullable String ref) implements Command {

        /** The closest that a map shows. */
        public static final int ZOOM_MAX = 24;

        public Watch {
            if (!(zoom >= 0 && zoom <= ZOOM_MAX)) {
                throw new IllegalArgumentException(
                        "zoom must be 0 to %d, not %s".formatted(ZOOM_MAX, zoom));
            }
        }
    }

    /** The operator has seen enough. */
    @JsonTypeName("UNWATCH")
    record Unwatch(@Nullable String ref) implements Command {}

    /** Answered with PONG. */
    @JsonTypeName("PING")
    record Ping(@Nullable String ref) implements ClientMessage {}

    private static void checkReason(@Nullable String reason) {
        if (reason != null && reason.length() > OrderFact.REASON_MAX) {
            throw new IllegalArgumentException(
                    "reason must have at most %d characters, not %d"
                            .formatted(OrderFact.REASON_MAX, reason.length()));
        }
    }
}
