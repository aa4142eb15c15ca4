package dev.beckon.tracking;

import dev.beckon.contracts.geo.LatLng;
import java.util.function.ToDoubleBiFunction;

/**
 * How far and how long it is from one point to another.
 *
 * @param distanceM metres as the crow flies
 * @param etaS seconds on the clock that the way takes
 */
public record Ways(
        ToDoubleBiFunction<LatLng, LatLng> distanceM, ToDoubleBiFunction<LatLng, LatLng> etaS) {}
