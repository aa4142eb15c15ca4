package dev.beckon.gateway;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ServerMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one order looks like to one user: nothing, an offer, or the whole of it. */
final class Views {

    /** Told to a driver who had the order and has it no longer. */
    static final String LOST = "the order is no longer yours";

    private final Profiles profiles;

    Views(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The order as it stands in a user's snapshot; null for who only has, or had, an offer. */
    @Nullable OrderView order(OrderStatus status, UUID user) {
        if (status.customerId().value().equals(user) || isDriver(status, user)) {
            return whole(status);
        }
        return status.offers().stream()
                        .anyMatch(
                                offer ->
                                        offer.driverId().value().equals(user)
                                                && isLost(status, offer))
                ? lost(status)
                : null;
    }

    OrderView whole(OrderStatus status) {
        var assignment = status.assignment();
        return OrderView.of(
                status, assignment == null ? null : profiles.find(assignment.driverId()));
    }

    ServerMessage.Offer offer(OrderStatus status, OrderStatus.Offer offer) {
        return new ServerMessage.Offer(
                status.at(),
                status.orderId(),
                status.version(),
                offer.offerId(),
                status.kind(),
                status.pickup().latLng().coarse(),
                status.dropoff().latLng().coarse(),
                offer.etaS(),
                offer.distanceM(),
                offer.expiresAt());
    }

    /** Whether the user has the order, or had it at its end. */
    static boolean isDriver(OrderStatus status, UUID user) {
        var assignment = status.assignment();
        return assignment != null && assignment.driverId().value().equals(user);
    }

    /** Whether the driver has an offer of the order that waits for an answer. */
    static boolean isAsked(OrderStatus status, DriverId driver) {
        return status.offers().stream()
                .anyMatch(offer -> offer.state().live() && offer.driverId().equals(driver));
    }

    /** Whether the driver accepted this offer, and has the order no longer. */
    static boolean isLost(OrderStatus status, OrderStatus.Offer offer) {
        var assignment = status.assignment();
        return offer.state() == OfferState.ACCEPTED
                && (assignment == null || !assignment.offerId().equals(offer.offerId()));
    }

    /** Whether a driver is on the way for the order, so that its customer may see where. */
    static boolean isUnderWay(OrderStatus status) {
        return switch (status.state()) {
            case ACCEPTED, ARRIVING, ARRIVED, PICKED_UP -> true;
            case PLACED, SEARCHING, OFFERED, DELIVERED, CANCELLED, NO_DRIVER_FOUND -> false;
        };
    }

    /** Everybody whom the order concerns or ever concerned. */
    static Set<UUID> parties(OrderStatus status) {
        var parties = new LinkedHashSet<UUID>();
        parties.add(status.customerId().value());
        status.offers().forEach(offer -> parties.add(offer.driverId().value()));
        var assignment = status.assignment();
        if (assignment != null) {
            parties.add(assignment.driverId().value());
        }
        return parties;
    }

    private static OrderView lost(OrderStatus status) {
        return new OrderView(
                status.orderId(),
                status.version(),
                OrderState.CANCELLED,
                status.kind(),
                coarse(status.pickup()),
                coarse(status.dropoff()),
                null,
                status.placedAt(),
                0,
                null,
                null,
                null,
                null,
                ActorRole.SYSTEM,
                LOST);
    }

    private static Place coarse(Place place) {
        var point = place.latLng().coarse();
        return Place.of(point.lat(), point.lng());
    }
}
