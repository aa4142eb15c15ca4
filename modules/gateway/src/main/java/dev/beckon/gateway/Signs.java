package dev.beckon.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When each driver here was last heard, and what of that the log knows. */
final class Signs {

    /** Drivers are candidates for 60 s after a sign of life; this leaves room for a lost one. */
    private static final Duration BETWEEN = Duration.ofSeconds(15);

    private final Map<UUID, Driver> drivers = new ConcurrentHashMap<>();

    /** {@code toldAt} is what the log has: a position tells no more than its own time. */
    private record Driver(Instant heardAt, Instant toldAt, Instant positionAt) {}

    /** Whether the log has to be told that the driver is there. */
    boolean heard(UUID driver, Instant now) {
        boolean[] due = {true};
        drivers.compute(
                driver,
                (_, old) -> {
                    due[0] = old == null || !old.toldAt().plus(BETWEEN).isAfter(now);
                    return new Driver(
                            now,
                            due[0] || old == null ? now : old.toldAt(),
                            old == null ? Instant.MIN : old.positionAt());
                });
        return due[0];
    }

    /** Whether the position is newer than the last one; whoever tells it has been heard as well. */
    boolean located(UUID driver, Instant at) {
        boolean[] newer = {false};
        drivers.compute(
                driver,
                (_, old) -> {
                    if (old == null) {
                        newer[0] = true;
                        return new Driver(at, at, at);
                    }
                    newer[0] = at.isAfter(old.positionAt());
                    if (!newer[0]) {
                        return old;
                    }
                    var told = at.isAfter(old.toldAt()) ? at : old.toldAt();
                    return new Driver(old.heardAt(), told, at);
                });
        return newer[0];
    }

    /** Since when the driver is gone, where the last socket has closed. */
    Instant gone(UUID driver, Instant now) {
        var last = drivers.remove(driver);
        return last == null ? now : last.heardAt().plusMillis(1);
    }

    /** Makes the next sign of life one that is told. */
    void untold(UUID driver) {
        drivers.computeIfPresent(
                driver, (_, old) -> new Driver(old.heardAt(), Instant.EPOCH, old.positionAt()));
    }
}
