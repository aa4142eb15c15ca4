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

    /** Rows of one transaction: rounds pass over those that it holds. */
    private static final int LOCKED_MOST = 1_000;

    private final DriverIndexTable table;
    private final WakeService wake;
    private final VacuumService vacuum;
    private final DriverIndexMetrics metrics;
    private final InstantSource clock;

    DriverIndexService(
            DriverIndexTable table,
            WakeService wake,
            VacuumService vacuum,
            DriverIndexMetrics metrics,
            InstantSource clock) {
        this.table = table;
        this.wake = wake;
        this.vacuum = vacuum;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onShifts(List<DriverShift> shifts) {
        Map<DriverId, DriverShift> last = new HashMap<>();
        for (var shift : shifts) {
            last.merge(shift.driverId(), shift, (a, b) -> a.version() > b.version() ? a : b);
        }
        wake.wake(table.shifts(last.values()), clock.instant());
    }

    /** However many have queued up, of each driver only the last position is written. */
    void onSignals(List<DriverSignal> signals) {
        var last = List.copyOf(Presence.last(signals));
        metrics.thinned(signals.size() - last.size());
        int written = 0;
        for (int from = 0; from < last.size(); from += LOCKED_MOST) {
            written += write(last.subList(from, Math.min(from + LOCKED_MOST, last.size())));
        }
        vacuum.left(written);
    }

    /**
     * @return how many rows were written
     */
    private int write(List<Presence> presences) {
        var now = clock.instant();
        var told = table.presences(presences, now);
        metrics.told(presences.size(), told);
        goneThough(told.skipped(), presences);
        wake.wake(told.back(), now);
        return presences.size() - told.still();
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
