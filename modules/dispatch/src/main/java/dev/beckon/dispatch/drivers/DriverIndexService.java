package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.id.DriverId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the driver index, and wakes searches when somebody has become a candidate. */
final class DriverIndexService {

    /** Rows of one transaction: rounds pass over those that it holds. */
    private static final int LOCKED_MOST = 1_000;

    /** Rows written from one vacuum to the next, at the least. */
    private static final long VACUUM_ROWS = 2_500;

    private static final Duration VACUUM_EVERY = Duration.ofMillis(300);

    /** How many times as long as one took it is at least until the next. */
    private static final int VACUUM_REST = 10;

    private final DriverIndexTable table;
    private final WakeService wake;
    private final DriverIndexMetrics metrics;
    private final InstantSource clock;
    private final AtomicLong rows = new AtomicLong();
    private volatile Instant vacuumFrom = Instant.MIN;

    DriverIndexService(
            DriverIndexTable table,
            WakeService wake,
            DriverIndexMetrics metrics,
            InstantSource clock) {
        this.table = table;
        this.wake = wake;
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
        for (int from = 0; from < last.size(); from += LOCKED_MOST) {
            write(last.subList(from, Math.min(from + LOCKED_MOST, last.size())));
        }
        vacuumWhereDue();
    }

    /**
     * Each position that is written leaves an entry in the spatial index behind. Thousands a second
     * outgrow it before the server's own vacuum looks, which it does for all tables alike.
     */
    private void vacuumWhereDue() {
        var begin = clock.instant();
        if (rows.get() < VACUUM_ROWS || begin.isBefore(vacuumFrom)) {
            return;
        }
        rows.set(0);
        table.vacuum();
        var took = Duration.between(begin, clock.instant());
        var pause = took.multipliedBy(VACUUM_REST);
        vacuumFrom = begin.plus(pause.compareTo(VACUUM_EVERY) > 0 ? pause : VACUUM_EVERY);
    }

    private void write(List<Presence> presences) {
        var now = clock.instant();
        var told = table.presences(presences, now);
        rows.addAndGet(presences.size() - told.still());
        metrics.told(presences.size(), told);
        goneThough(told.skipped(), presences);
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
