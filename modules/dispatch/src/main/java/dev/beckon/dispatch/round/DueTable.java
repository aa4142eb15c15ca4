package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.order.Order;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** The orders about which time has become a fact. */
final class DueTable {

    private final DSLContext dsl;

    DueTable(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Those of the partitions, the most overdue first. */
    List<Order> due(Collection<Integer> partitions, Instant now, int limit) {
        return dsl.fetch(
                        """
                        SELECT body::text FROM orders
                        WHERE partition = ANY (?) AND due_at <= ?::timestamptz
                        ORDER BY due_at LIMIT ?
                        """,
                        partitions.toArray(Integer[]::new),
                        OrdersTable.utc(now),
                        limit)
                .map(row -> OrdersTable.order(row.get(0, String.class)));
    }

    /** These have been told to be forgotten. */
    void forgotten(Collection<OrderId> ids) {
        dsl.execute(
                "UPDATE orders SET due_at = NULL WHERE id = ANY (?)",
                (Object) ids.stream().map(OrderId::value).toArray(UUID[]::new));
    }
}
