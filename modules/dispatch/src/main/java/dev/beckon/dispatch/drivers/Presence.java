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
 * @param goneAt when the driver's socket was last known to be of no use: what was seen before that
 *     counts no more
 * @param seenAt the last sign of life after all that, in the order of the log; positions that came
 *     without a socket are none
 * @param routine nothing but positions: where they change little, the index may leave them out
 */
record Presence(
        DriverId driver,
        @Nullable LatLng location,
        @Nullable Instant locatedAt,
        @Nullable Instant goneAt,
        @Nullable Instant seenAt,
        boolean routine) {

    @Nullable Double lng() {
        return location == null ? null : location.lng();
    }

    @Nullable Double lat() {
        return location == null ? null : location.lat();
    }

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
                            null,
                            located.live() ? located.at() : null,
                            true);
            case DriverSeen seen ->
                    new Presence(seen.driverId(), null, null, null, seen.at(), false);
            case DriverGone gone ->
                    new Presence(gone.driverId(), null, null, gone.at(), null, false);
        };
    }

    private Presence then(Presence next) {
        boolean moved =
                next.locatedAt != null && (locatedAt == null || next.locatedAt.isAfter(locatedAt));
        boolean forgotten = seenAt != null && next.goneAt != null && next.goneAt.isAfter(seenAt);
        return new Presence(
                driver,
                moved ? next.location : location,
                moved ? next.locatedAt : locatedAt,
                latest(goneAt, next.goneAt),
                latest(forgotten ? null : seenAt, next.seenAt),
                routine && next.routine);
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
