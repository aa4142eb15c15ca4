package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names one offer of one order to one driver. */
public record OfferId(@JsonValue UUID value) implements Comparable<OfferId> {

    public OfferId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static OfferId of(String text) {
        return new OfferId(UUID.fromString(text));
    }

    @Override
    public int compareTo(OfferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
