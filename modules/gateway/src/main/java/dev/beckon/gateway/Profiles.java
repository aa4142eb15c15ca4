package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of drivers by their shifts; the highest version counts. */
final class Profiles {

    private final Map<DriverId, Known> known = new ConcurrentHashMap<>();

    private record Known(long version, DriverProfile profile, ShiftState state) {}

    void put(DriverShift shift) {
        known.merge(
                shift.driverId(),
                new Known(shift.version(), shift.profile(), shift.state()),
                (old, next) -> next.version() > old.version() ? next : old);
    }

    void remove(DriverId driverId) {
        known.remove(driverId);
    }

    /** What customers see of the driver. */
    @Nullable DriverProfile find(DriverId driverId) {
        var one = known.get(driverId);
        return one == null ? null : one.profile();
    }

    boolean isOnline(DriverId driverId) {
        var one = known.get(driverId);
        return one != null && one.state() == ShiftState.ONLINE;
    }
}
