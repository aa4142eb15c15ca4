package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.dispatch.order.Invariants;
import dev.beckon.dispatch.order.Offer;
import dev.beckon.dispatch.order.Order;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.sql.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** What a {@link Race} leaves in the tables. */
record RaceTables(DSLContext dsl) {

    /** Drivers on shift who have just been seen there. */
    void addDrivers(Map<DriverId, LatLng> drivers, Instant seenAt) {
        dsl.execute(
                """
                INSERT INTO drivers (id, on_shift, location, located_at, seen_at)
                SELECT id, true, ST_SetSRID(ST_MakePoint(lng, lat), 4326), at, at
                FROM unnest(?::uuid[], ?::float8[], ?::float8[]) AS d (id, lng, lat),
                     (SELECT ?::timestamptz AS at) t
                """,
                drivers.keySet().stream().map(DriverId::value).toArray(UUID[]::new),
                drivers.values().stream().map(LatLng::lng).toArray(Double[]::new),
                drivers.values().stream().map(LatLng::lat).toArray(Double[]::new),
                Times.utc(seenAt));
    }

    Map<OrderId, Order> orders(List<OrderId> ids) {
        return dsl
                .fetch("SELECT body::text FROM orders WHERE id = ANY (?)", array(ids))
                .map(row -> OrdersTable.order(row.get(0, String.class)))
                .stream()
                .collect(Collectors.toMap(Order::id, order -> order));
    }

    Map<OrderId, List<OrderEvent>> events(List<OrderId> ids) {
        return dsl
                .fetch(
                        "SELECT body::text FROM events WHERE order_id = ANY (?) ORDER BY version",
                        array(ids))
                .map(row -> Json.topics().readValue(row.get(0, String.class), OrderEvent.class))
                .stream()
                .collect(Collectors.groupingBy(OrderEvent::orderId));
    }

    private static Object array(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toArray(UUID[]::new);
    }

    /** Exactly those drivers are held whom an order asks or gave its work, and under its token. */
    void checkHolds(Collection<Order> orders, Collection<DriverId> drivers) {
        var expected = new HashMap<UUID, String>();
        for (var order : orders) {
            for (var offer : order.offers()) {
                if (offer.state().live() || has(order, offer)) {
                    var hold = offer.assignmentId() + " under " + offer.token();
                    var other = expected.put(offer.driverId().value(), hold);
                    Invariants.require(other == null, "%s is held twice", offer.driverId());
                }
            }
        }
        var ids = drivers.stream().map(DriverId::value).toArray(UUID[]::new);
        assertThat(
                        holds(
                                """
                                SELECT id, held_by, token FROM drivers
                                WHERE id = ANY (?) AND held_by IS NOT NULL
                                """,
                                ids))
                .as("drivers that are held")
                .isEqualTo(expected);
        assertThat(
                        holds(
                                "SELECT driver_id, id, token FROM assignments WHERE driver_id = ANY"
                                        + " (?)",
                                ids))
                .as("assignments")
                .isEqualTo(expected);
    }

    private static boolean has(Order order, Offer offer) {
        var assignment = order.assignment();
        return assignment != null
                && assignment.offerId().equals(offer.id())
                && !order.state().ended();
    }

    private Map<UUID, String> holds(String sql, UUID[] drivers) {
        return dsl.fetch(sql, (Object) drivers).stream()
                .collect(
                        Collectors.toMap(
                                row -> row.get(0, UUID.class),
                                row ->
                                        row.get(1, UUID.class)
                                                + " under "
                                                + row.get(2, Long.class)));
    }
}
