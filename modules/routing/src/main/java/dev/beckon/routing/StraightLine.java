package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Travel estimated from the distance as the crow flies, where no map is loaded or a point lies off
 * it.
 *
 * @param factor how much longer the way by road is than the straight line
 * @param speedMps metres a second along the way by road, stops at lights included
 * @param startS seconds that any way takes besides, however short: one-way streets, turning round
 */
public record StraightLine(double factor, double speedMps, double startS) implements Routes {

    /**
     * A town: the way is 1.3 times the straight line and covered at 22 km/h, the medians of real
     * taxi trips in San Francisco.
     */
    public static final StraightLine TOWN = new StraightLine(1.3, 22 / 3.6, 0);

    /**
     * @throws IllegalArgumentException for a way shorter than the straight line, without speed, or
     *     ended before it began
     */
    public StraightLine {
        if (!(factor >= 1) || !(speedMps > 0) || !(startS >= 0)) {
            throw new IllegalArgumentException(
                    "factor must be at least 1, speedMps more than 0 and startS at least 0");
        }
    }

    /** Seconds for a distance in metres as the crow flies. */
    public double etaS(double distanceM) {
        return startS + distanceM * factor / speedMps;
    }

    @Override
    public Route route(LatLng from, LatLng to) {
        double distanceM = Earth.distanceM(from, to);
        return new Route(List.of(from, to), distanceM * factor, etaS(distanceM));
    }

    @Override
    public double etaS(LatLng from, LatLng to) {
        return etaS(Earth.distanceM(from, to));
    }

    @Override
    public OptionalDouble roadS(LatLng from, LatLng to) {
        return OptionalDouble.empty();
    }

    @Override
    public StraightLine line() {
        return this;
    }
}
