package dev.beckon.tracking;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order's statuses, as a dispatcher would publish them. */
final class Statuses {

    final OrderId order = new OrderId(UUID.randomUUID());
    private final LatLng pickup;

    Statuses(LatLng pickup) {
        this.pickup = pickup;
    }

    /**
     * @param holder the last of the accepted, if it still has the order or had it at the end
     * @param accepted everybody who ever had it
     */
    OrderStatus status(
            long version,
            Instant at,
            OrderState state,
            @Nullable DriverId holder,
            boolean silent,
            DriverId... accepted) {
        List<OrderStatus.Offer> offers =
                Arrays.stream(accepted)
                        .map(
                                driver ->
                                        new OrderStatus.Offer(
                                                offer(driver),
                                                driver,
                                                OfferState.ACCEPTED,
                                                100,
                                                10,
                                                at,
                                                null))
                        .toList();
        return new OrderStatus(
                order,
                version,
                at,
                state,
                new CustomerId(new UUID(7, 7)),
                Kind.DELIVERY,
                Place.of(pickup.lat(), pickup.lng()),
                Place.of(pickup.lat(), pickup.lng() + 1),
                "ring twice",
                at,
                null,
                0,
                null,
                offers,
                holder == null
                        ? null
                        : new OrderStatus.Assignment(holder, offer(holder), 1, 10, silent),
                state.ended() ? new OrderStatus.Ending(at, ActorRole.DRIVER, null) : null,
                List.of());
    }

    private OfferId offer(DriverId driver) {
        return new OfferId(
                new UUID(
                        order.value().getMostSignificantBits(),
                        driver.value().getLeastSignificantBits()));
    }
}
