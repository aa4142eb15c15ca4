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

    private record Driver(Instant heardAt, Instant toldAt, Instant positionAt) {}

    /** Whether the log has to be told that the driver is there. */
    boolean heard(UUID driver, Instant now) {
        var next =
                drivers.compute(
                        driver,
                        (_, old) -> {
                            if (old == null) {
                                return new Driver(now, now, Instant.MIN);
                            }
                            boolean due = !old.toldAt().plus(BETWEEN).isAfter(now);
                            return new Driver(now, due ? now : old.toldAt(), old.positionAt());
                        });
        return next.toldAt().equals(now);
    }

    /** Whether the position is newer than the last one. */
    boolean located(UUID driver, Instant at, Instant now) {
        boolean[] newer = {false};
        drivers.compute(
                driver,
                (_, old) -> {
                    newer[0] = old == null || at.isAfter(old.positionAt());
                    return newer[0] || old == null ? new Driver(now, now, at) : old;
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
