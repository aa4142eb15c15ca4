package dev.beckon.dispatch.edge;

import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.platform.kafka.Received;
import java.util.List;

/** Hears of orders that any node has taken: the next request may come to this one. */
record IntakeKafka(OrderCommandsService commands) {

    void onFacts(List<Received<OrderFact>> facts) {
        for (var received : facts) {
            var type = received.header("ce_type");
            boolean places = type == null || type.endsWith(OrderPlaced.class.getSimpleName());
            if (places && received.value() instanceof OrderPlaced placed) {
                commands.placed(placed, received.raw().offset());
            }
        }
    }
}
