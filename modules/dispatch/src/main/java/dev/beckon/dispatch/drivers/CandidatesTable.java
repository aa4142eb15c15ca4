package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.platform.sql.Times;
import dev.beckon.routing.Earth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/** Who could take an order at some spots: one set-based nearest-neighbour query for all of them. */
public final class CandidatesTable {

    /** The set of windows, and in each the drivers who could take an order, nearest first. */
    public static final String NEAREST =
            """
            SELECT s.number, d.id, d.lat, d.lng
            FROM (
              SELECT number, ST_MakePoint(x, y) AS spot,
                     ST_MakeEnvelope(x - aside, y - southwards,
                                     x + aside, y + northwards) AS in_reach,
                     kind, excluded::uuid[] AS excluded, most
              FROM unnest(?::int[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
                          ?::text[], ?::text[], ?::int[])
                AS s (number, x, y, aside, southwards, northwards, kind, excluded, most)
            ) s
            CROSS JOIN LATERAL (
              SELECT d.id, ST_Y(d.location) AS lat, ST_X(d.location) AS lng
              FROM drivers d
              WHERE d.on_shift AND d.held_by IS NULL AND d.reachable
                AND d.seen_at > ?::timestamptz
                AND (cardinality(d.kinds) = 0 OR s.kind = ANY (d.kinds))
                AND d.id <> ALL (s.excluded)
                AND d.mercator && s.in_reach
              ORDER BY d.mercator <-> s.spot
              LIMIT s.most
            ) d
            """;

    /** How many drivers an order gets that has its neighbourhood to itself. */
    public static final int EACH = 8;

    /** More than ever stand beyond 80 degrees. */
    private static final int ALL = 1_000_000;

    /**
     * Where a driver is looked for, and for what.
     *
     * @param excluded who is not asked
     * @param most how many are wanted
     */
    public record Spot(LatLng pickup, Kind kind, Set<DriverId> excluded, int most) {}

    /**
     * A driver who could come to a spot.
     *
     * @param distanceM metres on the ellipsoid
     */
    public record Near(DriverId driver, LatLng location, double distanceM) {

        public static final Comparator<Near> NEAREST_FIRST =
                Comparator.comparingDouble(Near::distanceM).thenComparing(Near::driver);
    }

    /**
     * The drivers around a spot.
     *
     * @param drivers nearest first
     * @param completeM within this distance there is nobody else
     */
    public record Neighbours(List<Near> drivers, double completeM) {}

    /**
     * The nearest drivers of each spot. The map finds them and a few more, and they are measured
     * here. Whatever makes a driver no candidate stands before the LIMIT: behind it, stale drivers
     * in front would hide a free one.
     *
     * @param radiusM in metres, at most some ten thousand
     * @return for each spot its drivers, in the order of the spots
     */
    public List<Neighbours> near(DSLContext dsl, List<Spot> spots, double radiusM, Instant now) {
        if (spots.isEmpty()) {
            return List.of();
        }
        var bySpot = spots.stream().map(spot -> Asked.all(spot, radiusM)).toList();
        var asked = bySpot.stream().flatMap(List::stream).toList();
        dsl.fetch(
                        NEAREST,
                        IntStream.range(0, asked.size()).boxed().toArray(Integer[]::new),
                        column(asked, Window::x),
                        column(asked, Window::y),
                        column(asked, Window::aside),
                        column(asked, Window::southwards),
                        column(asked, Window::northwards),
                        asked.stream().map(one -> one.spot().kind().name()).toArray(String[]::new),
                        asked.stream()
                                .map(one -> array(one.spot().excluded()))
                                .toArray(String[]::new),
                        asked.stream().map(Asked::limit).toArray(Integer[]::new),
                        Times.utc(now.minus(DriverIndexModule.ALIVE)))
                .forEach(
                        row ->
                                asked.get(row.get(0, Integer.class))
                                        .found(
                                                new DriverId(row.get(1, UUID.class)),
                                                new LatLng(
                                                        row.get(2, Double.class),
                                                        row.get(3, Double.class))));
        return bySpot.stream().map(windows -> neighbours(windows, radiusM)).toList();
    }

    private static Neighbours neighbours(List<Asked> windows, double radiusM) {
        int most = windows.getFirst().spot().most();
        var drivers =
                windows.stream()
                        .flatMap(one -> one.drivers().stream())
                        .filter(one -> one.distanceM() <= radiusM)
                        .sorted(Near.NEAREST_FIRST)
                        .toList();
        double completeM = windows.stream().mapToDouble(Asked::completeM).min().orElseThrow();
        return drivers.size() <= most
                ? new Neighbours(drivers, completeM)
                : new Neighbours(
                        drivers.subList(0, most),
                        Math.min(completeM, drivers.get(most - 1).distanceM()));
    }

    /**
     * How many are asked for: who is nearly as near as the last may be farther on the map. One more
     * is enough for those of one order; those of a crowd may stand in a thin ring far away, in
     * which many are equally near.
     */
    public static int limit(int most) {
        return most + Math.max(1, (most - EACH) / 2);
    }

    /** A window of a spot, and who was found in it. */
    private record Asked(Spot spot, Window window, List<Near> drivers) {

        static List<Asked> all(Spot spot, double radiusM) {
            return Window.around(spot.pickup(), radiusM).stream()
                    .map(window -> new Asked(spot, window, new ArrayList<>()))
                    .toList();
        }

        int limit() {
            return window.beyond() ? ALL : CandidatesTable.limit(spot.most());
        }

        void found(DriverId driver, LatLng location) {
            drivers.add(new Near(driver, location, Earth.distanceM(spot.pickup(), location)));
        }

        double completeM() {
            if (drivers.size() < limit()) {
                return Double.POSITIVE_INFINITY;
            }
            double farthest =
                    drivers.stream()
                            .mapToDouble(one -> window.onMap(one.location()))
                            .max()
                            .orElseThrow();
            return Window.surelyM(spot.pickup(), farthest);
        }
    }

    private static Double[] column(List<Asked> asked, Function<Window, Double> value) {
        return asked.stream().map(one -> value.apply(one.window())).toArray(Double[]::new);
    }

    private static String array(Collection<DriverId> drivers) {
        return drivers.stream().map(DriverId::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
