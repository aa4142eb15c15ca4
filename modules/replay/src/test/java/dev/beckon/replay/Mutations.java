package dev.beckon.replay;

import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.platform.json.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A record that differs from another in one field. */
final class Mutations {

    private Mutations() {}

    static OrderEvent version(OrderEvent event, long version) {
        return change(event, OrderEvent.class, "version", version);
    }

    static OrderEvent at(OrderEvent event, Instant at) {
        return change(event, OrderEvent.class, "at", at);
    }

    static OrderEvent token(OrderEvent event, long token) {
        return change(event, OrderEvent.class, "token", token);
    }

    static OrderStatus state(OrderStatus status, OrderState state) {
        return change(status, OrderStatus.class, "state", state);
    }

    static OrderStatus attempt(OrderStatus status, int attempt) {
        return change(status, OrderStatus.class, "attempt", attempt);
    }

    private static <V> V change(V value, Class<V> type, String field, Object changed) {
        var json = Json.topics();
        var tree = (ObjectNode) json.readTree(json.writerFor(type).writeValueAsBytes(value));
        tree.set(field, json.valueToTree(changed));
        return json.treeToValue(tree, type);
    }
}
