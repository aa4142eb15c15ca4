package dev.beckon.dispatch.edge;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.dispatch.order.Order;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Orders as they are asked for. */
final class OrderQueryTable {

    private final DSLContext dsl;

    OrderQueryTable(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * An order with what is known of the driver who has it.
     *
     * @param profile null where nobody has it, or nothing is known yet
     */
    record Found(OrderStatus status, @Nullable DriverProfile profile) {}

    /**
     * Whose orders are listed; both null: everybody's.
     *
     * @param after the last order of the page before
     */
    record Query(
            @Nullable CustomerId customer,
            @Nullable DriverId driver,
            @Nullable OrderState state,
            @Nullable Cursor after,
            int limit) {}

    Optional<Found> find(OrderId id) {
        return dsl
                .fetch(
                        """
                        SELECT o.body::text, d.profile::text
                        FROM all_orders o LEFT JOIN drivers d ON d.id = o.driver_id WHERE o.id = ?
                        """,
                        id.value())
                .stream()
                .map(OrderQueryTable::found)
                .findAny();
    }

    /** The newest first. */
    List<Found> list(Query query) {
        Condition where = DSL.trueCondition();
        if (query.customer() != null) {
            where = where.and("o.customer_id = ?", query.customer().value());
        }
        if (query.driver() != null) {
            where = where.and("o.driver_id = ?", query.driver().value());
        }
        if (query.state() != null) {
            where = where.and("o.state = ?", query.state().name());
        }
        if (query.after() != null) {
            where =
                    where.and(
                            "(o.placed_at, o.id) < (?::timestamptz, ?::uuid)",
                            Times.utc(query.after().placedAt()),
                            query.after().id().value());
        }
        return dsl.select(DSL.field("o.body::text"), DSL.field("d.profile::text"))
                .from("all_orders o LEFT JOIN drivers d ON d.id = o.driver_id")
                .where(where)
                .orderBy(DSL.field("o.placed_at").desc(), DSL.field("o.id").desc())
                .limit(query.limit())
                .fetch(OrderQueryTable::found);
    }

    /** What was decided about an order, from the beginning. */
    List<JsonNode> events(OrderId id) {
        return dsl.fetch(
                        "SELECT body::text FROM events WHERE order_id = ? ORDER BY version",
                        id.value())
                .map(row -> Json.topics().readTree(row.get(0, String.class)));
    }

    Optional<DriverProfile> profile(DriverId driver) {
        return dsl
                .fetch(
                        "SELECT profile::text FROM drivers WHERE id = ? AND profile IS NOT NULL",
                        driver.value())
                .stream()
                .map(row -> Json.topics().readValue(row.get(0, String.class), DriverProfile.class))
                .findAny();
    }

    private static Found found(Record row) {
        var order = Json.topics().readValue(row.get(0, String.class), Order.class);
        var profile = row.get(1, String.class);
        return new Found(
                order.status(List.of(), order.at()),
                profile == null ? null : Json.topics().readValue(profile, DriverProfile.class));
    }

    /** Where a page ends, as one word. */
    record Cursor(Instant placedAt, OrderId id) {

        private static final long LATEST_MS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

        static Cursor of(OrderStatus last) {
            return new Cursor(last.placedAt(), last.orderId());
        }

        /** Empty if this is no word of ours; the time has to be one that the table could hold. */
        static Optional<Cursor> find(String word) {
            var parts = word.split("_", 2);
            try {
                long placedAt = Long.parseLong(parts[0], Character.MAX_RADIX);
                return parts.length == 2 && placedAt >= 0 && placedAt <= LATEST_MS
                        ? Optional.of(
                                new Cursor(
                                        Instant.ofEpochMilli(placedAt),
                                        new OrderId(UUID.fromString(parts[1]))))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return Long.toString(placedAt.toEpochMilli(), Character.MAX_RADIX) + "_" + id;
        }
    }
}
