package dev.beckon.contracts.driver;

import dev.beckon.contracts.order.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers see of their driver on acceptance.
 *
 * @param vehicle as the driver describes it, such as "blue bicycle"
 * @param plate the registration plate
 * @param kinds what the driver takes; empty: everything
 */
public record DriverProfile(
        String name, @Nullable String vehicle, @Nullable String plate, Set<Kind> kinds) {

    public DriverProfile {
        kinds = Set.copyOf(kinds);
    }
}
