package dev.beckon.tracking;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.geo.LatLng;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a driver was last, and when they were last heard.
 *
 * @param pointAt when the driver was there
 * @param aliveAt the last sign of life
 */
record Seen(@Nullable LatLng point, @Nullable Instant pointAt, @Nullable Instant aliveAt) {

    static final Seen NEVER = new Seen(null, null, null);

    /** A socket that closes is no silence yet: another may open. */
    Seen with(DriverSignal signal) {
        return switch (signal) {
            case DriverLocated position -> {
                boolean older = pointAt != null && position.at().isBefore(pointAt);
                yield new Seen(
                        older ? point : position.latLng(),
                        older ? pointAt : position.at(),
                        position.live() ? latest(aliveAt, position.at()) : aliveAt);
            }
            case DriverSeen seen -> new Seen(point, pointAt, latest(aliveAt, seen.at()));
            case DriverGone _ -> this;
        };
    }

    /** Where the driver is, if that was told since. */
    @Nullable LatLng pointSince(Instant time) {
        return pointAt == null || pointAt.isBefore(time) ? null : point;
    }

    boolean isBefore(Instant time) {
        return (pointAt == null || pointAt.isBefore(time))
                && (aliveAt == null || aliveAt.isBefore(time));
    }

    private static Instant latest(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
