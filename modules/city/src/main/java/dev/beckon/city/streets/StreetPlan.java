package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;

/**
 * The streets of a made-up city and what lies between them; from every node one can drive to every
 * other.
 *
 * @param nodes crossings and bends
 */
record StreetPlan(
        List<LatLng> nodes, List<Street> streets, List<Ground> grounds, List<HotSpot> hotSpots) {

    StreetPlan {
        nodes = List.copyOf(nodes);
        streets = List.copyOf(streets);
        grounds = List.copyOf(grounds);
        hotSpots = List.copyOf(hotSpots);
    }
}
