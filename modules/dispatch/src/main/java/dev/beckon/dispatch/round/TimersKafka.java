package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.platform.kafka.WriterKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns time into facts: looks for orders of the owned partitions that are due, and tells the
 * intake. The status of an order that ended long ago is forgotten in the same way.
 */
final class TimersKafka {

    /** So many a look, of all partitions together: the rest is still due at the next. */
    private static final int MOST = 500;

    /** After this a fact that was produced and not folded counts as lost, and is produced again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DueTable orders;
    private final Orders rules;
    private final WriterKafka writer;
    private final DispatcherMetrics metrics;
    private final Map<OrderId, Told> told = new HashMap<>();

    private record Told(long version, Instant at) {}

    TimersKafka(DueTable orders, Orders rules, WriterKafka writer, DispatcherMetrics metrics) {
        this.orders = orders;
        this.rules = rules;
        this.writer = writer;
        this.metrics = metrics;
    }

    void tell(Collection<Integer> partitions, Instant now) {
        if (partitions.isEmpty()) {
            return;
        }
        told.values().removeIf(earlier -> earlier.at().plus(PATIENCE).isBefore(now));
        var untold =
                orders.due(partitions, now, MOST).stream()
                        .filter(due -> !told(due))
                        .map(DueTable.Due::id)
                        .toList();
        if (!untold.isEmpty()) {
            orders.load(untold).forEach(order -> tell(rules.due(order, now), order, now));
        }
        forget(orders.ended(partitions, now, MOST));
    }

    private boolean told(DueTable.Due due) {
        var earlier = told.get(due.id());
        return earlier != null && earlier.version() == due.version();
    }

    private void tell(@Nullable OrderFact fact, Order order, Instant now) {
        if (fact != null) {
            writer.send(Topics.ORDER_INTAKE, fact);
            var dueAt = rules.dueAt(order);
            if (dueAt != null) {
                metrics.late(Duration.between(dueAt, now));
            }
            told.put(order.id(), new Told(order.version(), now));
        }
    }

    private void forget(Collection<OrderId> ended) {
        if (ended.isEmpty()) {
            return;
        }
        var sent =
                ended.stream()
                        .map(id -> writer.tombstone(Topics.ORDER_STATUS, id.value()))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).join();
        orders.forgotten(ended);
    }
}
