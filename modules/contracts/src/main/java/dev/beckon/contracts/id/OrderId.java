package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names an order, for ever. */
public record OrderId(@JsonValue UUID value) implements Comparable<OrderId> {

    public OrderId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static OrderId of(String text) {
        return new OrderId(UUID.fromString(text));
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
