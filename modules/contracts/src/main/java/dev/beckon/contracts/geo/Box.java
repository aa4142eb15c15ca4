package dev.beckon.contracts.geo;

/**
 * A part of the map, in degrees.
 *
 * @param west more than {@code east} where the box crosses the antimeridian
 */
public record Box(double south, double west, double north, double east) {

    /**
     * @throws IllegalArgumentException naming the side that is off the earth, or leaves no inside
     */
    public Box {
        LatLng.within("south", south, LatLng.LAT_MAX);
        LatLng.within("west", west, LatLng.LNG_MAX);
        LatLng.within("north", north, LatLng.LAT_MAX);
        LatLng.within("east", east, LatLng.LNG_MAX);
        if (south >= north) {
            throw new IllegalArgumentException("south must be less than north");
        }
        if (west == east) {
            throw new IllegalArgumentException("west must not be the same as east");
        }
    }

    public LatLng middle() {
        double width = east - west + (west < east ? 0 : 2 * LatLng.LNG_MAX);
        double lng = west + width / 2;
        return new LatLng(
                (south + north) / 2, lng > LatLng.LNG_MAX ? lng - 2 * LatLng.LNG_MAX : lng);
    }

    public boolean contains(double lat, double lng) {
        boolean between = west < east ? west <= lng && lng <= east : west <= lng || lng <= east;
        return south <= lat && lat <= north && between;
    }
}
