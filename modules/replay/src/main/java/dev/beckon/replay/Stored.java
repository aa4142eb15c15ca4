package dev.beckon.replay;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the database says against what an {@link Audit} made of the topics; pure. Orders and
 * drivers come from one snapshot, orders first.
 *
 * <p>The database is read later, so that it may be further than the topics were: what it lacks is a
 * breach once all rows are there ({@link #allRead}). What the topics lack then has to follow: it
 * was committed, and is published in a moment or never. Whoever reads on asks {@link #settled}
 * whether everything came.
 */
final class Stored {

    private static final String TABLE = "the database";

    private final Audit audit;
    private final Breaches breaches;
    private final Set<OrderId> seen = new HashSet<>();
    private final Map<DriverId, Long> held = new HashMap<>();
    private final Map<OrderId, Long> eventRows = new HashMap<>();

    private final Map<OrderId, OrderRow> ahead = new HashMap<>();
    private final List<EventRow> eventsAhead = new ArrayList<>();
    private final Map<DriverId, Long> heldAhead = new HashMap<>();
    private final List<Hold> doubted = new ArrayList<>();
    private long left;

    private record OrderRow(long version, String state) {}

    private record EventRow(OrderId orderId, long version, int hash) {}

    Stored(Audit audit) {
        this.audit = audit;
        this.breaches = audit.breaches();
    }

    /**
     * How far the facts are folded.
     *
     * @param ends of each partition, the first offset that is not
     */
    void folded(Map<Integer, Long> ends) {
        audit.folded(ends);
    }

    void order(OrderId id, long version, String state) {
        seen.add(id);
        var trail = audit.findOrder(id);
        if (trail == null || trail.version() < version) {
            ahead.put(id, new OrderRow(version, state));
        } else if (trail.version() > version) {
            breaches.add(
                    Rule.STORED_ORDERS,
                    trail.about(),
                    "has version %d in %s, and events up to %d"
                            .formatted(version, TABLE, trail.version()),
                    trail.last());
        } else {
            compare(trail, state);
        }
    }

    private void compare(OrderTrail trail, String state) {
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
        var hold = find(id, token);
        if (hold == null) {
            heldAhead.put(id, token);
        } else if (!hold.open()) {
            breaches.add(
                    Rule.STORED_DRIVERS,
                    "driver " + id,
                    "is held in %s for %s, and released by the events".formatted(TABLE, hold),
                    hold.last());
        }
    }

    private @Nullable Hold find(DriverId driver, long token) {
        for (var hold : audit.holds().of(driver)) {
            if (hold.token == token) {
                return hold;
            }
        }
        return null;
    }

    void event(OrderEvent event) {
        var trail = audit.findOrder(event.orderId());
        var row = new EventRow(event.orderId(), event.version(), event.hashCode());
        if (trail == null || event.version() > trail.version()) {
            eventsAhead.add(row);
        } else {
            eventRows.merge(event.orderId(), 1L, Long::sum);
            compare(trail, row);
        }
    }

    private void compare(OrderTrail trail, EventRow row) {
        if (!trail.has(row.version(), row.hash())) {
            breaches.add(
                    Rule.STORED_EVENTS,
                    trail.about(),
                    "has another version %d in %s".formatted(row.version(), TABLE),
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

    /** Looks for what the database lacks of what the topics had before it was read. */
    void allRead() {
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
                                    && held.getOrDefault(hold.driverId, -1L) != hold.token) {
                                // An order that is further may have released its driver.
                                if (ahead.containsKey(hold.orderId)) {
                                    doubted.add(hold);
                                } else {
                                    notHeld(hold);
                                }
                            }
                        });
    }

    private void notHeld(Hold hold) {
        breaches.add(
                Rule.STORED_DRIVERS,
                "driver " + hold.driverId,
                "is not held in %s for %s".formatted(TABLE, hold),
                hold.made());
    }

    /** Whether the topics have come to every row that was ahead of them, and leave nothing open. */
    boolean settled() {
        ahead.entrySet().removeIf(row -> reached(row.getKey(), row.getValue()));
        eventsAhead.removeIf(this::reached);
        heldAhead.entrySet().removeIf(row -> find(row.getKey(), row.getValue()) != null);
        doubted.removeIf(hold -> !hold.open());
        return audit.settled()
                && ahead.isEmpty()
                && eventsAhead.isEmpty()
                && heldAhead.isEmpty()
                && doubted.isEmpty();
    }

    private boolean reached(OrderId id, OrderRow row) {
        var trail = audit.findOrder(id);
        if (trail == null || trail.version() < row.version()) {
            return false;
        }
        if (trail.version() == row.version()) {
            compare(trail, row.state());
        } else {
            left++;
        }
        return true;
    }

    private boolean reached(EventRow row) {
        var trail = audit.findOrder(row.orderId());
        if (trail == null || trail.version() < row.version()) {
            return false;
        }
        compare(trail, row);
        return true;
    }

    /**
     * The end of it: what the topics still lack was never published.
     *
     * @return how many orders were left out because they had moved on before they were compared
     */
    long finish() {
        settled();
        ahead.forEach(
                (id, row) -> {
                    var trail = audit.findOrder(id);
                    breaches.add(
                            Rule.STORED_ORDERS,
                            "order " + id,
                            "has version %d in %s, and events up to %d"
                                    .formatted(
                                            row.version(),
                                            TABLE,
                                            trail == null ? 0 : trail.version()));
                });
        for (var row : eventsAhead) {
            breaches.add(
                    Rule.STORED_EVENTS,
                    "order " + row.orderId(),
                    "has a version %d in %s that was not published"
                            .formatted(row.version(), TABLE));
        }
        heldAhead.forEach(
                (id, token) ->
                        breaches.add(
                                Rule.STORED_DRIVERS,
                                "driver " + id,
                                "is held in %s under token %d, which no event names"
                                        .formatted(TABLE, token)));
        doubted.forEach(this::notHeld);
        return left;
    }
}
