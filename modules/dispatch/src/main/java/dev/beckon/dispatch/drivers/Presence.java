package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of signals says of one driver, the last of each kind.
 *
 * @param seenAt the last sign of life; positions that came without a socket are none
 * @param gone whether the driver's socket closed after the last sign of life
 */
record Presence(
        DriverId driver,
        @Nullable LatLng location,
        @Nullable Instant locatedAt,
        @Nullable Instant seenAt,
        boolean gone) {

    static Collection<Presence> last(List<DriverSignal> signals) {
        Map<DriverId, Presence> last = new LinkedHashMap<>();
        for (var signal : signals) {
            last.merge(signal.driverId(), of(signal), Presence::then);
        }
        return last.values();
    }

    private static Presence of(DriverSignal signal) {
        return switch (signal) {
            case DriverLocated located ->
                    new Presence(
                            located.driverId(),
                            located.latLng(),
                            located.at(),
                            located.live() ? located.at() : null,
                            false);
            case DriverSeen seen -> new Presence(seen.driverId(), null, null, seen.at(), false);
            case DriverGone gone -> new Presence(gone.driverId(), null, null, null, true);
        };
    }

    private Presence then(Presence next) {
        boolean moved =
                next.locatedAt != null && (locatedAt == null || next.locatedAt.isAfter(locatedAt));
        return new Presence(
                driver,
                moved ? next.location : location,
                moved ? next.locatedAt : locatedAt,
                next.seenAt == null ? seenAt : next.seenAt,
                next.seenAt == null ? gone || next.gone : false);
    }
}
