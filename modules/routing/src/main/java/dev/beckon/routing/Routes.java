package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;

/** Knows the way between any two points: {@link RoadMap} by road, {@link StraightLine} anywhere. */
public sealed interface Routes permits RoadMap, StraightLine {

    /** Begins and ends exactly at these points. */
    Route route(LatLng from, LatLng to);
}
