package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Which waiting orders a driver who has become free could take. */
final class WakeTable {

    /** How many each driver wakes: one to take, and one more in case another takes that. */
    private static final int EACH = 2;

    /** Of some drivers, those who could take an order, and the nearest that wait. */
    static final String NEAREST =
            """
            SELECT DISTINCT o.id, o.version, o.attempt
            FROM drivers d
            CROSS JOIN LATERAL (
              SELECT o.id, o.version, o.attempt
              FROM orders o
              WHERE o.waiting IS NOT NULL
                AND (cardinality(d.kinds) = 0 OR o.kind = ANY (d.kinds))
                AND d.id <> ALL (o.excluded)
                AND ST_DWithin(o.waiting::geography, d.location::geography, ?)
              ORDER BY o.waiting::geography <-> d.location::geography
              LIMIT ?
            ) o
            WHERE d.id = ANY (?) AND d.on_shift AND d.held_by IS NULL AND d.reachable
              AND d.seen_at > ?::timestamptz
            """;

    /** Of some orders, those that wait. */
    private static final String WAITING =
            """
            SELECT o.id, o.version, o.attempt, ST_Y(o.waiting), ST_X(o.waiting), o.kind, o.excluded
            FROM orders o
            WHERE o.id = ANY (?) AND o.waiting IS NOT NULL
            """;

    /**
     * A waiting order in a driver's reach.
     *
     * @param attempt the one that waits
     */
    record Waiting(OrderId order, long version, int attempt) {}

    private final CandidatesTable candidates = new CandidatesTable();
    private final DSLContext dsl;
    private final double reachM;

    WakeTable(DSLContext dsl, double reachM) {
        this.dsl = dsl;
        this.reachM = reachM;
    }

    List<Waiting> near(Collection<DriverId> drivers, Instant now) {
        return dsl.fetch(
                        NEAREST,
                        reachM,
                        EACH,
                        drivers.stream().map(DriverId::value).toArray(UUID[]::new),
                        Times.utc(now.minus(DriverIndexModule.ALIVE)))
                .map(WakeTable::waiting);
    }

    /** Those of some orders that wait beside a driver who could take them. */
    List<Waiting> reached(Collection<OrderId> orders, Instant now) {
        var waiting =
                dsl.fetch(
                        WAITING, (Object) orders.stream().map(OrderId::value).toArray(UUID[]::new));
        var near = candidates.near(dsl, waiting.map(WakeTable::spot), reachM, now);
        var reached = new ArrayList<Waiting>();
        for (int i = 0; i < waiting.size(); i++) {
            if (!near.get(i).drivers().isEmpty()) {
                reached.add(waiting(waiting.get(i)));
            }
        }
        return reached;
    }

    private static Spot spot(Record row) {
        return new Spot(
                new LatLng(row.get(3, Double.class), row.get(4, Double.class)),
                Kind.valueOf(row.get(5, String.class)),
                Arrays.stream(row.get(6, UUID[].class))
                        .map(DriverId::new)
                        .collect(Collectors.toSet()),
                1);
    }

    private static Waiting waiting(Record row) {
        return new Waiting(
                new OrderId(row.get(0, UUID.class)),
                row.get(1, Long.class),
                row.get(2, Integer.class));
    }
}
