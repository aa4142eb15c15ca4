package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.LatLng;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The box that an installation serves, in degrees. A side that is not set is null, and not 0, until
 * it is found missing.
 *
 * @param west more than {@code east} where the box crosses the antimeridian
 */
record ServiceArea(Double south, Double west, Double north, Double east) {

    private static final String NAME = "beckon.orders.service-area";

    /**
     * @throws IllegalArgumentException for a box with a side missing, or without an inside, or off
     *     the earth
     */
    ServiceArea {
        if (Stream.of(south, west, north, east).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    NAME + " needs all four of south, west, north and east");
        }
        if (!(Math.abs(south) <= LatLng.LAT_MAX && Math.abs(north) <= LatLng.LAT_MAX)
                || !(Math.abs(west) <= LatLng.LNG_MAX && Math.abs(east) <= LatLng.LNG_MAX)) {
            throw new IllegalArgumentException(
                    NAME
                            + " must be in degrees: south and north -90 to 90, west and east -180"
                            + " to 180");
        }
        if (south >= north || west.equals(east)) {
            throw new IllegalArgumentException(
                    NAME + " must have its south below its north, and west and east must differ");
        }
    }

    boolean contains(double lat, double lng) {
        boolean between = west < east ? west <= lng && lng <= east : west <= lng || lng <= east;
        return south <= lat && lat <= north && between;
    }

    @Override
    public String toString() {
        return "latitude %s to %s, longitude %s to %s".formatted(south, north, west, east);
    }
}
