package dev.beckon.city.demand;

import dev.beckon.contracts.geo.LatLng;

/**
 * A trip that somebody really made.
 *
 * @param pickupS epoch seconds
 * @param cab which vehicle
 * @param dropoffS epoch seconds
 */
record RecordedTrip(long pickupS, String cab, LatLng pickup, long dropoffS, LatLng dropoff) {}
