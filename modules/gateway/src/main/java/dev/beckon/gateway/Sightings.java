package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where each driver of the city was last, and whether they are still there. Positions stay
 * undecoded until somebody looks.
 */
final class Sightings {

    /** The same silence ends the offers. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    /** How long it is known where a driver was who is not there: it may be a short break. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final Map<DriverId, Sighting> drivers = new ConcurrentHashMap<>();

    private record Sighting(
            Instant seenAt,
            boolean here,
            Instant positionAt,
            Supplier<@Nullable DriverLocated> position) {

        static final Sighting NONE = new Sighting(Instant.MIN, false, Instant.MIN, () -> null);

        Sighting seen(Instant at) {
            return at.isAfter(seenAt) ? new Sighting(at, true, positionAt, position) : this;
        }

        Sighting located(Instant at, Supplier<@Nullable DriverLocated> next) {
            return at.isAfter(positionAt) ? new Sighting(seenAt, here, at, next) : this;
        }

        Sighting gone(Instant at) {
            return at.isAfter(seenAt) ? left() : this;
        }

        Sighting left() {
            return new Sighting(seenAt, false, positionAt, position);
        }
    }

    void located(DriverId driver, Instant at, Supplier<@Nullable DriverLocated> position) {
        drivers.merge(
                driver,
                Sighting.NONE.seen(at).located(at, position),
                (old, _) -> old.seen(at).located(at, position));
    }

    void seen(DriverId driver, Instant at) {
        drivers.merge(driver, Sighting.NONE.seen(at), (old, _) -> old.seen(at));
    }

    void gone(DriverId driver, Instant at) {
        drivers.computeIfPresent(driver, (_, old) -> old.gone(at));
    }

    boolean isHere(DriverId driver) {
        var sighting = drivers.get(driver);
        return sighting != null && sighting.here();
    }

    /** The last position of who is there. */
    @Nullable DriverLocated find(DriverId driver) {
        var sighting = drivers.get(driver);
        return sighting == null || !sighting.here() ? null : sighting.position().get();
    }

    Set<DriverId> all() {
        return drivers.keySet();
    }

    /** Who was there and has been silent for too long: from now on they are not. */
    List<DriverId> sweep(Instant now) {
        var silent = new ArrayList<DriverId>();
        drivers.forEach(
                (driver, sighting) -> {
                    if (sighting.seenAt().plus(REMEMBERED).isBefore(now)) {
                        drivers.remove(driver, sighting);
                    } else if (sighting.here()
                            && sighting.seenAt().plus(SILENCE).isBefore(now)
                            && drivers.replace(driver, sighting, sighting.left())) {
                        silent.add(driver);
                    }
                });
        return silent;
    }
}
