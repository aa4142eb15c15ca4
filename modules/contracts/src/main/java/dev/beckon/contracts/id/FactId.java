package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a fact; a command's answer refers to it. */
public record FactId(@JsonValue UUID value) implements Comparable<FactId> {

    public FactId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static FactId of(String text) {
        return new FactId(UUID.fromString(text));
    }

    @Override
    public int compareTo(FactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
