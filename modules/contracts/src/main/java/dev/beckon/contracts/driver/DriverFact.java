package dev.beckon.contracts.driver;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a driver asks for, beside orders; {@code at} is when Beckon took it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface DriverFact {

    FactId id();

    DriverId driverId();

    Instant at();

    Actor actor();

    /** What the client called its command, for the answer. */
    @Nullable String ref();

    /**
     * The driver goes online or offline.
     *
     * @param name as the driver's account has it, for the profile that is made with the first shift
     */
    record ShiftRequested(
            FactId id,
            DriverId driverId,
            Instant at,
            Actor actor,
            @Nullable String ref,
            ShiftState state,
            String name)
            implements DriverFact {}
}
