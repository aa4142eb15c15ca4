package dev.beckon.city.driver;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Route;
import org.jspecify.annotations.Nullable;

/** Where a driver is: on the way along a route since some moment, or standing. */
final class Journey {

    private final double speed;
    private @Nullable Route route;
    private long sinceMs;
    private LatLng standing;

    /**
     * @param speed how many times faster than life
     */
    Journey(LatLng start, double speed) {
        this.standing = start;
        this.speed = speed;
    }

    void drive(Route newRoute, long nowMs) {
        route = newRoute;
        sinceMs = nowMs;
    }

    /** Stands there from now on; nobody has seen how the driver came. */
    void put(LatLng place) {
        standing = place;
        route = null;
    }

    void stop(long nowMs) {
        standing = at(nowMs);
        route = null;
    }

    boolean moving(long nowMs) {
        return route != null && fraction(route, nowMs) < 1;
    }

    /** Seconds to the end of the way, in the city's time. */
    double leftS(long nowMs) {
        return route == null ? 0 : route.seconds() * (1 - fraction(route, nowMs));
    }

    LatLng at(long nowMs) {
        return route == null ? standing : route.atFraction(fraction(route, nowMs)).point();
    }

    /** Degrees clockwise from north; null for who stands. */
    @Nullable Double headingDeg(long nowMs) {
        return route == null || !moving(nowMs)
                ? null
                : (Double) route.atFraction(fraction(route, nowMs)).headingDeg();
    }

    /** Metres a second in the city's time; null for who stands. */
    @Nullable Double speedMps(long nowMs) {
        return route == null || !moving(nowMs) ? null : (Double) (route.metres() / route.seconds());
    }

    private double fraction(Route present, long nowMs) {
        double drivenS = (nowMs - sinceMs) / 1e3 * speed;
        return present.seconds() == 0 ? 1 : Math.min(1, drivenS / present.seconds());
    }
}
