package dev.beckon.city.demand;

import dev.beckon.contracts.geo.LatLng;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a play is about.
 *
 * @param trips in the order of their time
 * @param drivers where each driver begins
 * @param begins the moment that is played again; null: made up
 * @param story what is played, for people
 */
public record Demand(
        List<Trip> trips, List<LatLng> drivers, @Nullable Instant begins, String story) {

    public Demand {
        trips = List.copyOf(trips);
        drivers = List.copyOf(drivers);
    }

    /** The same, with drivers who begin elsewhere. */
    public Demand withDrivers(List<LatLng> starts, String whose) {
        return new Demand(trips, starts, begins, story + "; " + whose);
    }
}
