package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.Box;
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
        try {
            new Box(south, west, north, east);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NAME + ": " + e.getMessage(), e);
        }
    }

    boolean contains(double lat, double lng) {
        return box().contains(lat, lng);
    }

    Box box() {
        return new Box(south, west, north, east);
    }

    @Override
    public String toString() {
        return "latitude %s to %s, longitude %s to %s".formatted(south, north, west, east);
    }
}
