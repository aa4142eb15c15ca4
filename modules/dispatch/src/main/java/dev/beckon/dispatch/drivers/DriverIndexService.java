package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.id.DriverId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the driver index, and wakes searches when somebody has become a candidate. */
final class DriverIndexService {

    private final DriverIndexTable table;
    private final WakeService wake;
    private final InstantSource clock;

    DriverIndexService(DriverIndexTable table, WakeService wake, InstantSource clock) {
        this.table = table;
        this.wake = wake;
        this.clock = clock;
    }

    void onShifts(List<DriverShift> shifts) {
        Map<DriverId, DriverShift> last = new HashMap<>();
        for (var shift : shifts) {
            last.merge(shift.driverId(), shift, (a, b) -> a.version() > b.version() ? a : b);
        }
        wake.wake(table.shifts(last.values()), clock.instant());
    }

    void onSignals(List<DriverSignal> signals) {
        var last = Presence.last(signals);
        var now = clock.instant();
        var told = table.presences(last, now);
        goneThough(told.skipped(), last);
        wake.wake(told.back(), now);
    }

    private void goneThough(Set<DriverId> skipped, Collection<Presence> batch) {
        var gone =
                batch.stream()
                        .filter(presence -> presence.goneAt() != null)
                        .filter(presence -> skipped.contains(presence.driver()))
                        .toList();
        if (!gone.isEmpty()) {
            table.gone(gone);
        }
    }
}
