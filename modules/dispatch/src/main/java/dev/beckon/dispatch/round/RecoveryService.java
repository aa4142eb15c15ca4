package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.order.Orders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** What a new owner finds: decisions that may not have been published, and where to fold on. */
final class RecoveryService {

    private final DSLContext dsl;
    private final PartitionsTable partitions = new PartitionsTable();
    private final OrdersTable orders;
    private final EventsTable events = new EventsTable();

    RecoveryService(DSLContext dsl, Orders rules) {
        this.dsl = dsl;
        this.orders = new OrdersTable(rules);
    }

    /**
     * Where to fold on. Waits for whoever owned the partitions before: what it was about to commit
     * is committed then, and in the tables.
     *
     * @param beginnings of the partitions on the topic: one that has no row is folded from there
     */
    Map<Integer, Stand> takeOver(Map<Integer, Long> beginnings) {
        return dsl.transactionResult(
                configuration -> partitions.takeOver(configuration.dsl(), beginnings));
    }

    /** What was decided about the facts of a stretch of a partition. */
    Publication leftovers(int partition, long from, long to) {
        return dsl.transactionResult(
                configuration -> leftovers(configuration.dsl(), partition, from, to));
    }

    private Publication leftovers(DSLContext tx, int partition, long from, long to) {
        var decided = events.between(tx, partition, from, to);
        Map<OrderId, List<Publication.Event>> byOrder =
                decided.stream().collect(Collectors.groupingBy(one -> one.event().orderId()));
        var statuses =
                orders.load(tx, byOrder.keySet()).values().stream()
                        .map(
                                order ->
                                        order.status(
                                                Publication.causes(
                                                        byOrder.getOrDefault(
                                                                order.id(), List.of())),
                                                order.at()))
                        .toList();
        return new Publication(decided, statuses, events.repliesBetween(tx, partition, from, to));
    }

    /** Replies that are surely published are of no more use. */
    void prune(Map<Integer, Long> committed) {
        if (!committed.isEmpty()) {
            events.pruneReplies(dsl, committed);
        }
    }
}
