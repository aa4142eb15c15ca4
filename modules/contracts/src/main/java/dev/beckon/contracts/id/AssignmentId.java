package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names what a driver is held by; an assignment lists its orders. */
public record AssignmentId(@JsonValue UUID value) implements Comparable<AssignmentId> {

    public AssignmentId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static AssignmentId of(String text) {
        return new AssignmentId(UUID.fromString(text));
    }

    @Override
    public int compareTo(AssignmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
