package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;
import java.util.OptionalDouble;

/** Knows the way between any two points: {@link RoadMap} by road, {@link StraightLine} anywhere. */
public sealed interface Routes permits RoadMap, StraightLine {

    /** Begins and ends exactly at these points. */
    Route route(LatLng from, LatLng to);

    /**
     * Seconds along the roads, as {@link #route} has them and at less cost; empty where no road is
     * known.
     */
    OptionalDouble roadS(LatLng from, LatLng to);

    /** What to expect of these ways where none was looked up. */
    StraightLine line();

    /** Seconds that the way takes, by road where one is known. */
    default double etaS(LatLng from, LatLng to) {
        OptionalDouble roadS = roadS(from, to);
        return roadS.isPresent() ? roadS.getAsDouble() : line().etaS(Earth.distanceM(from, to));
    }
}
