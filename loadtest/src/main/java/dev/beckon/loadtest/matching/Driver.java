package dev.beckon.loadtest.matching;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import org.jspecify.annotations.Nullable;

/** A driver at work: on shift, held or free, and where. */
final class Driver {

    private final DriverId id;
    private LatLng place;
    private boolean onShift;
    private long token;
    private @Nullable OrderId heldBy;

    Driver(DriverId id, LatLng place) {
        this.id = id;
        this.place = place;
    }

    DriverId id() {
        return id;
    }

    LatLng place() {
        return place;
    }

    boolean free() {
        return onShift && heldBy == null;
    }

    void begins() {
        onShift = true;
    }

    /** Finishes what they have, and takes no more. */
    void ends() {
        onShift = false;
    }

    void goesTo(LatLng there) {
        place = there;
    }

    /**
     * @return the fencing token
     */
    long claim(OrderId order) {
        if (!free()) {
            throw new IllegalStateException(
                    "%s is claimed for %s and not free: held by %s".formatted(id, order, heldBy));
        }
        heldBy = order;
        return ++token;
    }

    void release(OrderId order, long claimed) {
        if (!order.equals(heldBy) || claimed != token) {
            throw new IllegalStateException(
                    "%s is released by %s and held by %s".formatted(id, order, heldBy));
        }
        heldBy = null;
    }
}
