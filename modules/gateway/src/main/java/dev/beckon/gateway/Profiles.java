package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.id.DriverId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What customers see of drivers; the highest version counts. */
final class Profiles {

    private final Map<DriverId, Known> known = new ConcurrentHashMap<>();

    private record Known(long version, DriverProfile profile) {}

    void put(DriverShift shift) {
        known.merge(
                shift.driverId(),
                new Known(shift.version(), shift.profile()),
                (old, next) -> next.version() > old.version() ? next : old);
    }

    void remove(DriverId driverId) {
        known.remove(driverId);
    }

    @Nullable DriverProfile find(DriverId driverId) {
        var one = known.get(driverId);
        return one == null ? null : one.profile();
    }
}
