package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;

/**
 * Where people are.
 *
 * @param radiusM how far most of them are from the middle
 * @param pickups its share of the orders' beginnings, relative to the others
 * @param dropoffs its share of their ends
 */
public record HotSpot(
        String name, LatLng middle, double radiusM, double pickups, double dropoffs) {}
