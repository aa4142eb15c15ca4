package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a customer: the id of the customer's account. */
public record CustomerId(@JsonValue UUID value) implements Comparable<CustomerId> {

    public CustomerId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static CustomerId of(String text) {
        return new CustomerId(UUID.fromString(text));
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
