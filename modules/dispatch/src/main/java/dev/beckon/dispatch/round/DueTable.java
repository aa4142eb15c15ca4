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

/** The orders about which time has become a fact. */
final class DueTable {

    /** Each condition is the one of an index. */
    private static final String DUE =
            """
            SELECT %s FROM orders
            WHERE partition = ANY (?) AND due_at <= ?::timestamptz
              AND state %s ('DELIVERED', 'CANCELLED', 'NO_DRIVER_FOUND')
            ORDER BY due_at LIMIT ?
            """;

    private final DSLContext dsl;

    DueTable(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The living ones of the partitions, the most overdue first. */
    List<Order> due(Collection<Integer> partitions, Instant now, int limit) {
        return dsl.fetch(
                        DUE.formatted("body::text", "NOT IN"),
                        partitions.toArray(Integer[]::new),
                        Times.utc(now),
                        limit)
                .map(row -> OrdersTable.order(row.get(0, String.class)));
    }

    /** How many search, with an open offer or without. */
    int inState(OrderState state) {
        return dsl.fetchSingle(
                        """
                        SELECT count(*) FROM orders
                        WHERE due_at IS NOT NULL AND state = ?
                          AND state NOT IN ('DELIVERED', 'CANCELLED', 'NO_DRIVER_FOUND')
                        """,
                        state.name())
                .get(0, Integer.class);
    }

    /** Those that ended so long ago that they may be forgotten. */
    List<OrderId> ended(Collection<Integer> partitions, Instant now, int limit) {
        return dsl.fetch(
                        DUE.formatted("id", "IN"),
                        partitions.toArray(Integer[]::new),
                        Times.utc(now),
                        limit)
                .map(row -> new OrderId(row.get(0, UUID.class)));
    }

    /** These have been told to be forgotten. */
    void forgotten(Collection<OrderId> ids) {
        dsl.execute(
                "UPDATE orders SET due_at = NULL WHERE id = ANY (?)",
                (Object) ids.stream().map(OrderId::value).toArray(UUID[]::new));
    }
}
