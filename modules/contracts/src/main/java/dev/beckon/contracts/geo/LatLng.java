package dev.beckon.contracts.geo;

/**
 * A point on the earth in WGS84 degrees.
 *
 * @param lat latitude, -90 to 90
 * @param lng longitude, -180 to 180
 */
public record LatLng(double lat, double lng) {

    public static final int LAT_MAX = 90;
    public static final int LNG_MAX = 180;

    /**
     * @throws IllegalArgumentException naming the field that is not a number in its range
     */
    public LatLng {
        within("lat", lat, LAT_MAX);
        within("lng", lng, LNG_MAX);
    }

    static void within(String field, double degrees, int limit) {
        if (!(Math.abs(degrees) <= limit)) {
            throw new IllegalArgumentException(
                    "%s must be between -%d and %d degrees, not %s"
                            .formatted(field, limit, limit, degrees));
        }
    }

    /** The same point to three decimals, some 100 m: what a driver sees before accepting. */
    public LatLng coarse() {
        return new LatLng(Math.round(lat * 1e3) / 1e3, Math.round(lng * 1e3) / 1e3);
    }
}
