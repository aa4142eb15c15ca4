package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;

/**
 * The streets of a made-up city; from every node one can drive to every other.
 *
 * @param nodes crossings and bends
 */
record StreetPlan(List<LatLng> nodes, List<Street> streets, List<HotSpot> hotSpots) {

    StreetPlan {
        nodes = List.copyOf(nodes);
        streets = List.copyOf(streets);
        hotSpots = List.copyOf(hotSpots);
    }
}
