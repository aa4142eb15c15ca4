package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Who could take an order at some spots: one set-based nearest-neighbour query for all of them. */
public final class CandidatesTable {

    /** The set of spots, and for each the nearest drivers who could take an order there. */
    public static final String NEAREST =
            """
            SELECT s.number, d.id, d.distance, d.lat, d.lng
            FROM (
              SELECT number, ST_SetSRID(ST_MakePoint(lng, lat), 4326)::geography AS pickup,
                     kind, excluded::uuid[] AS excluded, most
              FROM unnest(?::int[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::int[])
                AS s (number, lng, lat, kind, excluded, most)
            ) s
            CROSS JOIN LATERAL (
              SELECT d.id, ST_Distance(d.location::geography, s.pickup) AS distance,
                     ST_Y(d.location) AS lat, ST_X(d.location) AS lng
              FROM drivers d
              WHERE d.on_shift AND d.held_by IS NULL AND d.reachable
                AND d.seen_at > ?::timestamptz
                AND (d.kinds = '{}' OR s.kind = ANY (d.kinds))
                AND d.id <> ALL (s.excluded)
                AND ST_DWithin(d.location::geography, s.pickup, ?)
              ORDER BY d.location::geography <-> s.pickup
              LIMIT s.most
            ) d
            ORDER BY s.number, d.distance, d.id
            """;

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
    public record Near(DriverId driver, LatLng location, double distanceM) {}

    /**
     * The nearest drivers of each spot in metres on the ellipsoid, nearest first. Whatever makes a
     * driver no candidate stands before the LIMIT: behind it, stale drivers in front would hide a
     * free one.
     *
     * @return for each spot its drivers, in the order of the spots
     */
    public List<List<Near>> near(DSLContext dsl, List<Spot> spots, double radiusM, Instant now) {
        int n = spots.size();
        var numbers = new Integer[n];
        var lngs = new Double[n];
        var lats = new Double[n];
        var kinds = new String[n];
        var excluded = new String[n];
        var limits = new Integer[n];
        var near = new ArrayList<List<Near>>();
        for (int i = 0; i < n; i++) {
            var spot = spots.get(i);
            numbers[i] = i;
            lngs[i] = spot.pickup().lng();
            lats[i] = spot.pickup().lat();
            kinds[i] = spot.kind().name();
            excluded[i] = array(spot.excluded());
            limits[i] = spot.most();
            near.add(new ArrayList<>());
        }
        dsl.fetch(
                        NEAREST,
                        numbers,
                        lngs,
                        lats,
                        kinds,
                        excluded,
                        limits,
                        Times.utc(now.minus(DriverIndexModule.ALIVE)),
                        radiusM)
                .forEach(
                        row ->
                                near.get(row.get(0, Integer.class))
                                        .add(
                                                new Near(
                                                        new DriverId(row.get(1, UUID.class)),
                                                        new LatLng(
                                                                row.get(3, Double.class),
                                                                row.get(4, Double.class)),
                                                        row.get(2, Double.class))));
        return near;
    }

    private static String array(Collection<DriverId> drivers) {
        return drivers.stream().map(DriverId::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
