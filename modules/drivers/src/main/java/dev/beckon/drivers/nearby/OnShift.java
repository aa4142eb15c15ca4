package dev.beckon.drivers.nearby;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is on shift, as the log says. */
final class OnShift {

    private final Map<DriverId, Latest> latest = new ConcurrentHashMap<>();

    private record Latest(long version, boolean online) {}

    void told(DriverShift shift) {
        latest.merge(
                shift.driverId(),
                new Latest(shift.version(), shift.state() == ShiftState.ONLINE),
                (known, told) -> told.version() > known.version() ? told : known);
    }

    void forget(DriverId driver) {
        latest.remove(driver);
    }

    boolean has(DriverId driver) {
        var known = latest.get(driver);
        return known != null && known.online();
    }
}
