package dev.beckon.contracts.geo;

import org.jspecify.annotations.Nullable;

/**
 * A point where something is fetched or brought, with the address that a person would read.
 *
 * @param lat latitude in degrees, -90 to 90
 * @param lng longitude in degrees, -180 to 180
 * @param address as the customer wrote it; reaches a driver only with the acceptance
 */
public record Place(double lat, double lng, @Nullable String address) {

    /** The longest address that is taken, in characters. */
    public static final int ADDRESS_MAX = 300;

    /**
     * @throws IllegalArgumentException naming the field that is out of its range
     */
    public Place {
        LatLng.within("lat", lat, LatLng.LAT_MAX);
        LatLng.within("lng", lng, LatLng.LNG_MAX);
        if (address != null && address.length() > ADDRESS_MAX) {
            throw new IllegalArgumentException(
                    "address must have at most %d characters, not %d"
                            .formatted(ADDRESS_MAX, address.length()));
        }
    }

    public static Place of(double lat, double lng) {
        return new Place(lat, lng, null);
    }

    public LatLng latLng() {
        return new LatLng(lat, lng);
    }
}
