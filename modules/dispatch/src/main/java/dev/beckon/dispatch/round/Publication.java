package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import java.util.List;

/**
 * What a round has decided and committed, for everybody to see.
 *
 * @param events in the order of deciding
 * @param statuses one for each order that changed
 */
record Publication(List<Event> events, List<OrderStatus> statuses, List<Reply> replies) {

    /**
     * An event, encoded once for table and topic.
     *
     * @param partition of the fact that led to it
     * @param offset of that fact
     */
    record Event(OrderEvent event, int partition, long offset, byte[] body) {}

    /** A reply, encoded once for table and topic. */
    record Reply(OrderReply reply, int partition, long offset, byte[] body) {}

    /** A driver whose hold ends. */
    record Release(DriverId driver, long token, boolean missed) {}

    /** The facts that a status answers. */
    static List<FactId> causes(List<Event> events) {
        return events.stream().map(event -> event.event().cause()).distinct().toList();
    }
}
