package dev.beckon.loadtest.matching;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Routes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The ways of a town, each looked up once: the same ways are asked for by every run. */
final class Ways {

    private final Routes routes;
    private final Map<Pair, OptionalDouble> known = new HashMap<>();

    /** The number of each place that somebody set out from. */
    private final Map<LatLng, Integer> places = new HashMap<>();

    /** By where they lead and by that number; 0 where nobody has asked yet. */
    private final Map<LatLng, double[]> distancesM = new HashMap<>();

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

    /** Metres as the crow flies. */
    double distanceM(LatLng from, LatLng to) {
        int place = places.computeIfAbsent(from, _ -> places.size());
        double[] row = distancesM.getOrDefault(to, new double[0]);
        if (place >= row.length) {
            row = Arrays.copyOf(row, 2 * place + 1);
            distancesM.put(to, row);
        }
        if (row[place] == 0) {
            row[place] = Earth.distanceM(from, to);
        }
        return row[place];
    }
}
