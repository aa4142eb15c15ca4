package dev.beckon.dispatch.round;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.DriverIndexModule;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.Order;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleToIntFunction;
import org.jooq.DSLContext;

/** Who could take which order: one set-based nearest-neighbour query for the whole round. */
final class CandidatesTable {

    /** How many candidates an order gets that has its neighbourhood to itself. */
    private static final int EACH = 8;

    /** How many at most, where a crowd of orders stands at one spot. */
    private static final int MOST = 500;

    /** Orders whose pickups share a square of this many degrees compete for the same drivers. */
    private static final double CELL_DEG = 0.01;

    /** The set of spots, and for each the nearest drivers who could take an order there. */
    static final String NEAREST =
            """
            SELECT s.number, d.id, d.distance
            FROM (
              SELECT number, ST_SetSRID(ST_MakePoint(lng, lat), 4326)::geography AS pickup,
                     kind, excluded::uuid[] AS excluded, most
              FROM unnest(?::int[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::int[])
                AS s (number, lng, lat, kind, excluded, most)
            ) s
            CROSS JOIN LATERAL (
              SELECT d.id, ST_Distance(d.location::geography, s.pickup) AS distance
              FROM drivers d
              WHERE d.on_shift AND d.held_by IS NULL
                AND d.seen_at > ?::timestamptz
                AND (d.missed_at IS NULL OR d.seen_at > d.missed_at)
                AND (d.kinds = '{}' OR s.kind = ANY (d.kinds))
                AND d.id <> ALL (s.excluded)
                AND ST_DWithin(d.location::geography, s.pickup, ?)
              ORDER BY d.location::geography <-> s.pickup
              LIMIT s.most
            ) d
            ORDER BY s.number, d.distance, d.id
            """;

    private final DoubleToIntFunction etaS;

    /**
     * @param etaS seconds for metres as the crow flies
     */
    CandidatesTable(DoubleToIntFunction etaS) {
        this.etaS = etaS;
    }

    /** Orders that ask the same question are asked about once. */
    private record Spot(LatLng pickup, Kind kind, Set<DriverId> excluded) {

        static Spot of(Order order) {
            return new Spot(order.pickup().latLng(), order.kind(), order.excludedDrivers());
        }

        String cell() {
            return Math.floor(pickup.lat() / CELL_DEG) + ":" + Math.floor(pickup.lng() / CELL_DEG);
        }
    }

    /**
     * The nearest drivers of each order in metres on the ellipsoid, nearest first. Whatever makes a
     * driver no candidate stands before the LIMIT: behind it, stale drivers in front would hide a
     * free one.
     */
    List<Need> needs(DSLContext tx, Collection<Order> orders, double radiusM, Instant now) {
        var spots = new LinkedHashMap<Spot, List<OrderId>>();
        var crowds = new HashMap<String, Integer>();
        for (var order : orders) {
            var spot = Spot.of(order);
            spots.computeIfAbsent(spot, s -> new ArrayList<>()).add(order.id());
            crowds.merge(spot.cell(), 1, Integer::sum);
        }
        var candidates = candidates(tx, List.copyOf(spots.keySet()), crowds, radiusM, now);
        var needs = new HashMap<OrderId, Need>();
        int number = 0;
        for (var atSpot : spots.values()) {
            var theirs = candidates.getOrDefault(number++, List.of());
            atSpot.forEach(id -> needs.put(id, new Need(id, theirs)));
        }
        return orders.stream().map(order -> needs.get(order.id())).toList();
    }

    private Map<Integer, List<Candidate>> candidates(
            DSLContext tx,
            List<Spot> spots,
            Map<String, Integer> crowds,
            double radiusM,
            Instant now) {
        int n = spots.size();
        var numbers = new Integer[n];
        var lngs = new Double[n];
        var lats = new Double[n];
        var kinds = new String[n];
        var excluded = new String[n];
        var limits = new Integer[n];
        for (int i = 0; i < n; i++) {
            var spot = spots.get(i);
            numbers[i] = i;
            lngs[i] = spot.pickup().lng();
            lats[i] = spot.pickup().lat();
            kinds[i] = spot.kind().name();
            excluded[i] = OrdersTable.array(spot.excluded());
            int crowd = crowds.getOrDefault(spot.cell(), 1) - 1;
            limits[i] = Math.min(EACH + crowd, MOST);
        }
        var found = new HashMap<Integer, List<Candidate>>();
        tx.fetch(
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
                        row -> {
                            double distanceM = Math.round(row.get(2, Double.class) * 10) / 10.0;
                            found.computeIfAbsent(row.get(0, Integer.class), i -> new ArrayList<>())
                                    .add(
                                            new Candidate(
                                                    new DriverId(row.get(1, UUID.class)),
                                                    distanceM,
                                                    etaS.applyAsInt(distanceM)));
                        });
        return found;
    }
}
