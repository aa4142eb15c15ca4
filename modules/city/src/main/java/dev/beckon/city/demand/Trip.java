package dev.beckon.city.demand;

import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;

/**
 * Something that a customer will want.
 *
 * @param afterS seconds after the beginning, in the city's own time
 */
public record Trip(double afterS, Kind kind, Place pickup, Place dropoff) {}
