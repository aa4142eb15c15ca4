package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Order;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/** The orders about which time has become a fact. */
final class DueTable {

    /**
     * Each condition is the one of an index, which has the due ones of a partition in their order:
     * over all partitions at once, a look at a heap of them would read and sort the whole heap.
     */
    private static final String DUE =
            """
            SELECT due.* FROM unnest(?::int[]) AS own (partition)
            CROSS JOIN LATERAL (
              SELECT %s FROM orders o
              WHERE o.partition = own.partition AND o.due_at <= ?::timestamptz AND %s
              ORDER BY o.due_at LIMIT ?
            ) due
            """;

    private final DSLContext dsl;

    DueTable(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * An order that time has become a fact about, as far as it takes to know whether it was told.
     */
    record Due(OrderId id, long version) {}

    /**
     * The living ones, of each partition the most overdue first.
     *
     * @param partitions at least one
     * @param limit shared evenly among the partitions
     */
    List<Due> due(Collection<Integer> partitions, Instant now, int limit) {
        return due("o.id, o.version", "NOT o.ended", partitions, now, limit)
                .map(row -> new Due(new OrderId(row.get(0, UUID.class)), row.get(1, Long.class)));
    }

    List<Order> load(Collection<OrderId> ids) {
        return dsl.fetch(
                        "SELECT body::text FROM orders WHERE id = ANY (?)",
                        (Object) ids.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(row -> OrdersTable.order(row.get(0, String.class)));
    }

    /** How many search, with an open offer or without. */
    int inState(OrderState state) {
        return dsl.fetchSingle(
                        """
                        SELECT count(*) FROM orders
                        WHERE due_at IS NOT NULL AND state = ? AND NOT ended
                        """,
                        state.name())
                .get(0, Integer.class);
    }

    /**
     * Those that ended so long ago that they may be forgotten.
     *
     * @param partitions at least one
     * @param limit shared evenly among the partitions
     */
    List<OrderId> ended(Collection<Integer> partitions, Instant now, int limit) {
        return due("o.id", "o.ended", partitions, now, limit)
                .map(row -> new OrderId(row.get(0, UUID.class)));
    }

    private Result<Record> due(
            String columns,
            String condition,
            Collection<Integer> partitions,
            Instant now,
            int limit) {
        return dsl.fetch(
                DUE.formatted(columns, condition),
                partitions.toArray(Integer[]::new),
                Times.utc(now),
                Math.ceilDiv(limit, partitions.size()));
    }

    /** These have been told to be forgotten: nothing looks for them any more but by name. */
    void forgotten(Collection<OrderId> ids) {
        dsl.execute(
                """
                WITH gone AS (
                  DELETE FROM orders WHERE id = ANY (?) AND ended RETURNING *
                )
                INSERT INTO ended_orders (id, partition, version, state, kind, customer_id, driver_id,
                                          placed_at, body)
                SELECT id, partition, version, state, kind, customer_id, driver_id, placed_at, body
                FROM gone
                """,
                (Object) ids.stream().map(OrderId::value).toArray(UUID[]::new));
    }
}
