package dev.beckon.dispatch.edge;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.Received;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Hears of orders that any node has taken: the next request may come to this one. Few are asked
 * for, and so they are kept as they came.
 */
record IntakeKafka(OrderCommandsService commands) {

    void onFacts(List<Received<OrderFact>> facts) {
        for (var received : facts) {
            if (received.tombstone()) {
                continue;
            }
            var type = received.header("ce_type");
            var id = new OrderId(received.key());
            byte[] bytes = received.raw().value();
            if (type == null
                    ? read(id, bytes) != null
                    : type.endsWith(OrderPlaced.class.getSimpleName())) {
                commands.placed(id, received.raw().offset(), () -> read(id, bytes));
            }
        }
    }

    private static @Nullable OrderPlaced read(OrderId id, byte[] bytes) {
        try {
            return Json.topics().readValue(bytes, OrderFact.class) instanceof OrderPlaced placed
                            && placed.orderId().equals(id)
                    ? placed
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
