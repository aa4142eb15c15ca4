package dev.beckon.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a driver: the id of the driver's account. */
public record DriverId(@JsonValue UUID value) implements Comparable<DriverId> {

    public DriverId {
        Objects.requireNonNull(value);
    }

    @JsonCreator
    public static DriverId of(String text) {
        return new DriverId(UUID.fromString(text));
    }

    @Override
    public int compareTo(DriverId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
