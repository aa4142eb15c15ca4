package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.Phase;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.sql.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The orders' present states. */
final class OrdersTable {

    /** How long the status of an order that ended stays on its topic. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private static final String LOAD = "SELECT body::text FROM all_orders WHERE id = ANY (?)";

    private final Orders rules;

    OrdersTable(Orders rules) {
        this.rules = rules;
    }

    /**
     * One read for all, those included that ended long ago.
     *
     * @return the statement's number
     */
    int load(StatementsTable statements, Collection<OrderId> ids) {
        return statements.add(LOAD, ids.stream().map(OrderId::value).toArray(UUID[]::new));
    }

    /** Orders that do not exist are not in the map. */
    Map<OrderId, Order> loaded(StatementsTable statements, int number) {
        var found = new HashMap<OrderId, Order>();
        for (var body : statements.texts(number)) {
            var order = order(body);
            found.put(order.id(), order);
        }
        return found;
    }

    Map<OrderId, Order> load(DSLContext tx, Collection<OrderId> ids) {
        var statements = new StatementsTable();
        int number = load(statements, ids);
        statements.run(tx);
        return loaded(statements, number);
    }

    /** Writes all, in one statement. */
    void save(
            StatementsTable statements,
            Map<OrderId, Integer> partitions,
            Collection<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        int n = orders.size();
        var ids = new UUID[n];
        var partition = new Integer[n];
        var version = new Long[n];
        var state = new String[n];
        var kind = new String[n];
        var customer = new UUID[n];
        var driver = new @Nullable UUID[n];
        var placed = new @Nullable OffsetDateTime[n];
        var due = new @Nullable OffsetDateTime[n];
        var waitingLng = new @Nullable Double[n];
        var waitingLat = new @Nullable Double[n];
        var attempt = new Integer[n];
        var excluded = new String[n];
        var body = new String[n];
        int i = 0;
        for (var order : orders) {
            boolean waits =
                    order.state() == OrderState.SEARCHING
                            && order.phase() instanceof Phase.Searching search
                            && search.nextAt() != null;
            var assignment = order.assignment();
            ids[i] = order.id().value();
            partition[i] = partitions.getOrDefault(order.id(), 0);
            version[i] = order.version();
            state[i] = order.state().name();
            kind[i] = order.kind().name();
            customer[i] = order.customerId().value();
            driver[i] = assignment == null ? null : assignment.driverId().value();
            placed[i] = Times.utc(order.placedAt());
            due[i] = Times.utc(dueAt(order));
            waitingLng[i] = waits ? order.pickup().lng() : null;
            waitingLat[i] = waits ? order.pickup().lat() : null;
            attempt[i] = order.phase() instanceof Phase.Searching search ? search.attempt() : 0;
            excluded[i] = array(order.excludedDrivers());
            body[i] = Json.topics().writeValueAsString(order);
            i++;
        }
        statements.add(
                """
                INSERT INTO orders
                  (id, partition, version, state, kind, customer_id, driver_id, placed_at, due_at,
                   waiting, attempt, excluded, body)
                SELECT id, partition, version, state, kind, customer, driver, placed, due,
                       ST_SetSRID(ST_MakePoint(lng, lat), 4326), attempt, excluded::uuid[], body::json
                FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                            ?::timestamptz[], ?::timestamptz[], ?::float8[], ?::float8[], ?::int[],
                            ?::text[], ?::text[])
                  AS o (id, partition, version, state, kind, customer, driver, placed, due, lng, lat,
                        attempt, excluded, body)
                ON CONFLICT (id) DO UPDATE SET
                  version = excluded.version, state = excluded.state, driver_id = excluded.driver_id,
                  due_at = excluded.due_at, waiting = excluded.waiting, attempt = excluded.attempt,
                  excluded = excluded.excluded, body = excluded.body
                """,
                ids,
                partition,
                version,
                state,
                kind,
                customer,
                driver,
                placed,
                due,
                waitingLng,
                waitingLat,
                attempt,
                excluded,
                body);
    }

    private @Nullable Instant dueAt(Order order) {
        return order.state().ended() ? order.at().plus(REMEMBERED) : rules.dueAt(order);
    }

    static Order order(String body) {
        return Json.topics().readValue(body, Order.class);
    }

    static String array(Collection<DriverId> drivers) {
        return drivers.stream().map(DriverId::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
