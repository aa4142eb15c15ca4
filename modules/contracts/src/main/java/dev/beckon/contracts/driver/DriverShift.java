package dev.beckon.contracts.driver;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import java.time.Instant;
import java.util.List;

/**
 * A driver's whole present shift and profile; readers keep the highest version.
 *
 * @param version grows with every change
 * @param facts what was folded since the last version
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public record DriverShift(
        DriverId driverId,
        long version,
        Instant at,
        ShiftState state,
        DriverProfile profile,
        List<FactId> facts) {

    public DriverShift {
        facts = List.copyOf(facts);
    }
}
