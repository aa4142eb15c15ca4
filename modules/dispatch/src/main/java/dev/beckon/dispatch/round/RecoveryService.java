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
     * How partitions stand.
     *
     * @param folded where to fold on
     * @param leftovers what was decided at or past the offsets that Kafka has
     */
    record Stand(Map<Integer, Long> folded, Publication leftovers) {}

    /**
     * @param committed Kafka's offsets, by partition
     */
    Stand takeOver(Map<Integer, Long> committed) {
        return dsl.transactionResult(
                configuration -> {
                    var tx = configuration.dsl();
                    // The rows stay locked until the leftovers are read: whoever owned the
                    // partitions before is done with them, or fenced.
                    var folded = partitions.folded(tx, committed);
                    return new Stand(folded, leftovers(tx, committed));
                });
    }

    private Publication leftovers(DSLContext tx, Map<Integer, Long> committed) {
        var decided = events.since(tx, committed);
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
        return new Publication(decided, statuses, events.repliesSince(tx, committed));
    }

    /** Replies that are surely published are of no more use. */
    void prune(Map<Integer, Long> committed) {
        if (!committed.isEmpty()) {
            events.pruneReplies(dsl, committed);
        }
    }
}
