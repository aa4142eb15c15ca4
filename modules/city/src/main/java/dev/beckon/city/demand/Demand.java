package dev.beckon.city.demand;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;

/**
 * What a play is about.
 *
 * @param trips in the order of their time
 * @param drivers where each driver begins
 * @param story what is played, for people
 */
public record Demand(List<Trip> trips, List<LatLng> drivers, String story) {

    public Demand {
        trips = List.copyOf(trips);
        drivers = List.copyOf(drivers);
    }
}
