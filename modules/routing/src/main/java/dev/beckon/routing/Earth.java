package dev.beckon.routing;

import com.graphhopper.util.DistanceCalcEarth;
import dev.beckon.contracts.geo.LatLng;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;

/**
 * Distances and directions on the WGS84 ellipsoid, right everywhere, the antimeridian included; and
 * a quick comparison on a sphere.
 */
public final class Earth {

    /**
     * Of two keys from one point, one this many times the other belongs to the farther point, as
     * long as both are within some hundred kilometres: a degree northwards, beside one eastwards,
     * is up to 0.7 % shorter on the ellipsoid than on the sphere, and keys are squares.
     */
    public static final double SURELY_FARTHER = 1.02;

    private Earth() {}

    /** Metres along the shortest line. */
    public static double distanceM(LatLng from, LatLng to) {
        return Geodesic.WGS84.Inverse(
                        from.lat(), from.lng(), to.lat(), to.lng(), GeodesicMask.DISTANCE)
                .s12;
    }

    /**
     * Grows with the distance on a sphere: for telling who is surely farther, at a tenth of what
     * {@link #distanceM} costs.
     */
    public static double sphereKey(LatLng from, LatLng to) {
        return DistanceCalcEarth.DIST_EARTH.calcNormalizedDist(
                from.lat(), from.lng(), to.lat(), to.lng());
    }

    /** Degrees clockwise from north at the start of the shortest line, 0 to 360. */
    public static double bearingDeg(LatLng from, LatLng to) {
        double azimuth =
                Geodesic.WGS84.Inverse(
                                from.lat(), from.lng(), to.lat(), to.lng(), GeodesicMask.AZIMUTH)
                        .azi1;
        return azimuth < 0 ? azimuth + 360 : azimuth;
    }

    /** Where one is after {@code metres} along the shortest line in that direction. */
    public static LatLng towards(LatLng from, double bearingDeg, double metres) {
        GeodesicData there =
                Geodesic.WGS84.Direct(
                        from.lat(),
                        from.lng(),
                        bearingDeg,
                        metres,
                        GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
        return new LatLng(there.lat2, there.lon2);
    }
}
