package dev.beckon.city.driver;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Route;
import org.jspecify.annotations.Nullable;

/** What a driver does between orders. */
sealed interface Pastime permits Wandering, Following {

    /** Whether the driver wants work at that time. */
    boolean works(long nowMs);

    /** Where a driver begins who has not worked for a while; null: where they were. */
    @Nullable LatLng beginning(long nowMs);

    /** Where to go from here; null: nowhere for now. */
    @Nullable Leg next(LatLng here, long nowMs);

    /**
     * A way, and how long the driver stays at its end.
     *
     * @param restS in the city's time
     */
    record Leg(Route route, double restS) {}
}
