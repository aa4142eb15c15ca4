package dev.beckon.drivers.nearby;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of signals says of one driver.
 *
 * @param cell the middle of the cell where they last were; the exact point goes no further
 * @param seenAt the last sign of life; null: none, or they are gone since
 */
record Sighting(
        DriverId driver,
        @Nullable LatLng cell,
        @Nullable Instant locatedAt,
        @Nullable Instant seenAt,
        boolean gone) {

    static Collection<Sighting> last(List<DriverSignal> signals) {
        Map<DriverId, Sighting> last = new LinkedHashMap<>();
        for (var signal : signals) {
            last.compute(
                    signal.driverId(),
                    (driver, known) ->
                            (known == null ? new Sighting(driver, null, null, null, false) : known)
                                    .then(signal));
        }
        return last.values();
    }

    private Sighting then(DriverSignal signal) {
        return switch (signal) {
            case DriverLocated located -> {
                var moved = isLater(located.at(), locatedAt) ? at(located) : this;
                yield located.live() ? moved.seen(located.at()) : moved;
            }
            case DriverSeen seen -> seen(seen.at());
            case DriverGone gone ->
                    isLater(gone.at(), seenAt)
                            ? new Sighting(driver, cell, locatedAt, null, true)
                            : this;
        };
    }

    private Sighting at(DriverLocated located) {
        return new Sighting(driver, Cells.middle(located.latLng()), located.at(), seenAt, gone);
    }

    private Sighting seen(Instant at) {
        return isLater(at, seenAt) ? new Sighting(driver, cell, locatedAt, at, false) : this;
    }

    private static boolean isLater(Instant at, @Nullable Instant known) {
        return known == null || at.isAfter(known);
    }
}
