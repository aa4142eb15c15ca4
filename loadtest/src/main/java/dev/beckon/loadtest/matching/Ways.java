package dev.beckon.loadtest.matching;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Routes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The travel times of a town, each looked up once: the same ways are asked for by every run. */
final class Ways {

    /** A degree of latitude is never shorter; longitudes are left to the exact figure. */
    private static final double DEGREE_M = 110_500;

    private final Routes routes;
    private final Map<Pair, OptionalDouble> known = new HashMap<>();

    private record Pair(LatLng from, LatLng to) {}

    Ways(Routes routes) {
        this.routes = routes;
    }

    /** Seconds that driving really takes. */
    double drivenS(LatLng from, LatLng to) {
        return roadS(from, to).orElseGet(() -> routes.etaS(from, to));
    }

    /** Seconds along the roads; empty where none is known. */
    OptionalDouble roadS(LatLng from, LatLng to) {
        return known.computeIfAbsent(
                new Pair(from, to), pair -> routes.roadS(pair.from(), pair.to()));
    }

    /** Seconds as a round estimates them that has no time to look. */
    double lineS(double distanceM) {
        return routes.line().etaS(distanceM);
    }

    /** Metres as the crow flies; infinite where they are certainly more than {@code mostM}. */
    static double distanceM(LatLng from, LatLng to, double mostM) {
        return Math.abs(from.lat() - to.lat()) * DEGREE_M > mostM
                ? Double.POSITIVE_INFINITY
                : Earth.distanceM(from, to);
    }
}
