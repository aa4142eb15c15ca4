package dev.beckon.loadtest.database;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Needs;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Spread;
import dev.beckon.loadtest.bench.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Whether the nearest driver is found, and what it costs to be right: the dispatcher's own query
 * beside the plainest that PostGIS offers, which goes by degrees.
 */
public final class NearestBenchmark implements Benchmark {

    private static final String PLAIN = "plain_drivers";
    private static final int MOST = 8;

    /** Half the side of the window in which every driver is measured, in degrees of latitude. */
    private static final double WINDOW_DEG = 0.01;

    private static final double WINDOW_M = 1_100;

    /** What two ways of computing on the ellipsoid may differ by. */
    private static final double EQUAL_M = 0.001;

    private static final double RADIUS_M = SearchSettings.DEFAULTS.radiiM().getFirst();

    @Override
    public String name() {
        return "nearest";
    }

    @Override
    public Needs needs() {
        return Needs.SERVICES;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var ground = Ground.city();
        int howMany = bench.quick() ? 10_000 : 100_000;
        try (var services = bench.fresh();
                var drivers = new DriversTable(services)) {
            drivers.fill(howMany, ground);
            drivers.copyPlain(PLAIN);
            var pgbench = new PgBench(services, bench.folder());
            var rows = new ArrayList<Row>();
            rows.add(correct(bench, drivers, ground));
            for (int spots : List.of(1, 50)) {
                rows.add(fast(bench, pgbench, new NearestScripts(ground, spots, MOST)));
            }
            return rows;
        }
    }

    private static Row correct(Bench bench, DriversTable drivers, Ground ground) {
        int sample = bench.quick() ? 200 : 5_000;
        bench.progress("the nearest of %,d spots, measured one by one".formatted(sample));
        var random = new Random(7);
        var spots = new ArrayList<LatLng>();
        for (int i = 0; i < sample; i++) {
            spots.add(ground.anywhere(random));
        }
        var places = drivers.places();
        var nearestM = spots.stream().parallel().map(spot -> nearestM(spot, places)).toList();
        double ours =
                rightPercent(
                        spots, drivers.firstOfDispatcher(spots, MOST, RADIUS_M), places, nearestM);
        double plain = rightPercent(spots, drivers.firstByDegrees(spots, PLAIN), places, nearestM);
        return new Row(
                "the nearest in metres",
                "%",
                Spread.of(List.of(ours)),
                Spread.of(List.of(plain)),
                new Target.AtLeast(99.9),
                "%,d spots among %,d drivers at 52.5° north; the limit is `<->` on degrees"
                        .formatted(sample, places.size()));
    }

    private static double rightPercent(
            List<LatLng> spots,
            List<DriverId> found,
            Map<DriverId, LatLng> places,
            List<Double> nearestM) {
        int right = 0;
        for (int i = 0; i < spots.size(); i++) {
            var place = Objects.requireNonNull(places.get(found.get(i)));
            if (metres(spots.get(i), place) <= nearestM.get(i) + EQUAL_M) {
                right++;
            }
        }
        return 100.0 * right / spots.size();
    }

    /** To the nearest of all: whoever is nearer than the window's edge is in the window. */
    private static double nearestM(LatLng spot, Map<DriverId, LatLng> places) {
        double widthDeg = WINDOW_DEG / Math.cos(Math.toRadians(spot.lat()));
        double nearest =
                places.values().stream()
                        .filter(place -> Math.abs(place.lat() - spot.lat()) < WINDOW_DEG)
                        .filter(place -> Math.abs(place.lng() - spot.lng()) < widthDeg)
                        .mapToDouble(place -> metres(spot, place))
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        if (nearest > WINDOW_M) {
            throw new LoadtestException("Nobody is within %.0f m of a spot".formatted(WINDOW_M));
        }
        return nearest;
    }

    private static double metres(LatLng one, LatLng other) {
        return Geodesic.WGS84.Inverse(
                        one.lat(), one.lng(), other.lat(), other.lng(), GeodesicMask.DISTANCE)
                .s12;
    }

    private static Row fast(Bench bench, PgBench pgbench, NearestScripts scripts) throws Exception {
        int spots = scripts.spots();
        int seconds = bench.quick() ? 1 : 3;
        bench.progress("%d spots a query, in metres and in degrees".formatted(spots));
        var measured =
                bench.repeat(
                        3,
                        () ->
                                spots
                                        * pgbench.runFor(
                                                seconds,
                                                "nearest-" + spots,
                                                scripts.ofDispatcher(RADIUS_M)),
                        () ->
                                spots
                                        * pgbench.runFor(
                                                seconds,
                                                "nearest-plain-" + spots,
                                                scripts.plain(PLAIN)));
        return new Row(
                String.format(Locale.ROOT, "%d drivers near a spot, %d a query", MOST, spots),
                "spots/s",
                measured.beckon(),
                measured.limit(),
                new Target.RatioAtLeast(0.8),
                "the limit is `<->` on degrees in pgbench, with nothing but ids to tell");
    }
}
