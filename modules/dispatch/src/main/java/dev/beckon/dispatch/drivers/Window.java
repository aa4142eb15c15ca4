package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.geo.LatLng;
import java.util.ArrayList;
import java.util.List;

/**
 * Where to look for who is near, on Mercator's map of the ellipsoid: its scale is the same in all
 * directions and grows slowly towards the poles, so that whoever is nearer there is nearer on the
 * ground, or {@link #surelyM nearly so}. All in degrees of longitude, northwards as well.
 *
 * @param x of whose neighbours are wanted, to the east
 * @param y the same, to the north
 * @param aside how far it reaches, to the east and to the west
 * @param southwards how far to the south
 * @param northwards how far to the north
 * @param beyond whether it reaches where the scale changes so fast that only all who are in it are
 *     surely the nearest
 */
public record Window(
        double x, double y, double aside, double southwards, double northwards, boolean beyond) {

    /** The shortest that there is, northwards at the equator. */
    private static final double METRES_PER_DEGREE = 110_574;

    /** Where scale changes by more than a hundredth in some ten kilometres. */
    private static final double BEYOND_DEG = 80;

    /** Of the ellipsoid WGS84. */
    private static final double ECCENTRICITY = 0.0818191908426215;

    private static final double EQUATOR_M_PER_DEGREE = 111_319.49;

    /** The poles themselves are not on the map. */
    private static final double MOST_DEG = 89.999;

    /**
     * All that lies within a radius; two where this crosses the antimeridian.
     *
     * @param radiusM in metres, at most some ten thousand
     */
    public static List<Window> around(LatLng at, double radiusM) {
        double reachDeg = radiusM / METRES_PER_DEGREE;
        double edgeDeg = Math.abs(at.lat()) + reachDeg;
        double y = y(at.lat());
        if (edgeDeg > BEYOND_DEG) {
            boolean north = at.lat() > 0;
            double south = y(north ? at.lat() - reachDeg : -90);
            double end = y(north ? 90 : at.lat() + reachDeg);
            return List.of(new Window(at.lng(), y, 360, y - south, end - y, true));
        }
        double half = reachDeg / Math.cos(Math.toRadians(edgeDeg));
        var windows = new ArrayList<>(List.of(square(at.lng(), y, half)));
        if (at.lng() - half < -180) {
            windows.add(square(at.lng() + 360, y, half));
        }
        if (at.lng() + half > 180) {
            windows.add(square(at.lng() - 360, y, half));
        }
        return windows;
    }

    private static Window square(double x, double y, double half) {
        return new Window(x, y, half, half, half, false);
    }

    /** How far it is from the middle on the map, in degrees. */
    double onMap(LatLng there) {
        return Math.hypot(there.lng() - x, y(there.lat()) - y);
    }

    /**
     * Whoever is farther than this on the map is no nearer than so on the ground: straight towards
     * the pole, where the map stretches most.
     *
     * @param at its middle
     * @param onMap in degrees
     * @return in metres
     */
    static double surelyM(LatLng at, double onMap) {
        double lat = Math.abs(at.lat());
        double here = scale(lat);
        double atMostM = onMap * EQUATOR_M_PER_DEGREE / here;
        double there = scale(lat + atMostM / METRES_PER_DEGREE);
        // The scale grows faster and faster: what it is on the way is less than the mean of both.
        return onMap * EQUATOR_M_PER_DEGREE / ((here + there) / 2);
    }

    /** How many times as large the map is there as at the equator. */
    private static double scale(double lat) {
        double phi = Math.toRadians(Math.min(lat, MOST_DEG));
        return Math.sqrt(1 - Math.pow(ECCENTRICITY * Math.sin(phi), 2)) / Math.cos(phi);
    }

    /**
     * As the column {@code mercator} has it: the isometric latitude (IOGP's guidance note 7-2,
     * method 9804).
     */
    private static double y(double lat) {
        double phi = Math.toRadians(Math.clamp(lat, -MOST_DEG, MOST_DEG));
        double flattened = ECCENTRICITY * Math.sin(phi);
        return Math.toDegrees(
                Math.log(Math.tan(Math.PI / 4 + phi / 2))
                        - ECCENTRICITY * Math.log((1 + flattened) / (1 - flattened)) / 2);
    }
}
