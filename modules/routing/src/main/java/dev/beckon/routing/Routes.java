package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;
import java.util.OptionalDouble;

/** Knows the way between any two points: {@link RoadMap} by road, {@link StraightLine} anywhere. */
public sealed interface Routes permits RoadMap, StraightLine {

    /** Begins and ends exactly at these points. */
    Route route(LatLng from, LatLng to);

    /** Seconds that {@link #route} takes, at less cost. */
    double etaS(LatLng from, LatLng to);

    /** The same along the roads only; empty where none is known. */
    OptionalDouble roadS(LatLng from, LatLng to);

    /** What to expect of a way by road that is not looked up. */
    StraightLine line();
}
