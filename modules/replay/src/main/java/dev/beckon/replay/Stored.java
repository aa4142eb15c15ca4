package dev.beckon.replay;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Holds what the database says against what an {@link Audit} made of the topics; pure. The database
 * is read later, so that it may be further: what is, is left out and counted. It must not be
 * behind. Orders and drivers come from one snapshot, orders first.
 */
final class Stored {

    private static final String TABLE = "the database";

    private final Audit audit;
    private final Breaches breaches;
    private final Set<OrderId> seen = new HashSet<>();
    private final Set<OrderId> newer = new HashSet<>();
    private final Map<DriverId, Long> held = new HashMap<>();
    private final Map<OrderId, Long> eventRows = new HashMap<>();
    private long left;

    Stored(Audit audit) {
        this.audit = audit;
        this.breaches = audit.breaches();
    }

    void order(OrderId id, long version, String state) {
        seen.add(id);
        var trail = audit.findOrder(id);
        if (trail == null || trail.version() < version) {
            newer.add(id);
            left++;
            return;
        }
        if (trail.version() > version) {
            breaches.add(
                    Rule.STORED_ORDERS,
                    trail.about(),
                    "has version %d in %s, and events up to %d"
                            .formatted(version, TABLE, trail.version()),
                    trail.last());
            return;
        }
        var picture = trail.picture();
        if (picture != null && !picture.state().name().equals(state)) {
            breaches.add(
                    Rule.STORED_ORDERS,
                    trail.about(),
                    "is %s in %s, and %s by its events".formatted(state, TABLE, picture.state()),
                    trail.last());
        }
    }

    /** A driver who is held. */
    void driver(DriverId id, long token) {
        held.put(id, token);
        long highest = 0;
        for (var hold : audit.holds().of(id)) {
            highest = Math.max(highest, hold.token);
            if (hold.token == token && !hold.open()) {
                breaches.add(
                        Rule.STORED_DRIVERS,
                        "driver " + id,
                        "is held in %s for %s, and released by the events".formatted(TABLE, hold),
                        hold.last());
                return;
            }
        }
        if (token > highest) {
            left++;
        }
    }

    void event(OrderEvent event) {
        var trail = audit.findOrder(event.orderId());
        if (trail == null || event.version() > trail.version()) {
            return;
        }
        eventRows.merge(event.orderId(), 1L, Long::sum);
        if (!trail.has(event.version(), event)) {
            breaches.add(
                    Rule.STORED_EVENTS,
                    trail.about(),
                    "has another version %d in %s".formatted(event.version(), TABLE),
                    trail.last());
        }
    }

    void unreadable(OrderId orderId, long version, String why) {
        eventRows.merge(orderId, 1L, Long::sum);
        breaches.add(
                Rule.STORED_EVENTS,
                "order " + orderId,
                "has an unreadable version %d in %s: %s".formatted(version, TABLE, why));
    }

    /**
     * Looks for what the database lacks.
     *
     * @return how many rows were left out because the database is further than the topics showed
     */
    long finish() {
        for (var trail : audit.listOrders()) {
            if (trail.version() == 0) {
                continue;
            }
            if (!seen.contains(trail.orderId)) {
                breaches.add(Rule.STORED_ORDERS, trail.about(), "is not in " + TABLE, trail.last());
            }
            long rows = eventRows.getOrDefault(trail.orderId, 0L);
            if (rows != trail.version()) {
                breaches.add(
                        Rule.STORED_EVENTS,
                        trail.about(),
                        "has %d of %d events in %s".formatted(rows, trail.version(), TABLE),
                        trail.last());
            }
        }
        audit.holds()
                .forEach(
                        hold -> {
                            if (hold.open()
                                    && held.getOrDefault(hold.driverId, -1L) != hold.token
                                    && !newer.contains(hold.orderId)) {
                                breaches.add(
                                        Rule.STORED_DRIVERS,
                                        "driver " + hold.driverId,
                                        "is not held in %s for %s".formatted(TABLE, hold),
                                        hold.made());
                            }
                        });
        return left;
    }
}
