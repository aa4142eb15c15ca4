package dev.beckon.contracts.driver;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position as a driver's client reports it, before it is believed: one rule for the socket and
 * for HTTP.
 *
 * @param accuracy radius of uncertainty in metres
 * @param heading degrees clockwise from north
 * @param speed metres a second
 * @param at now, where it is absent
 */
public record PositionReport(
        double lat,
        double lng,
        @Nullable Double accuracy,
        @Nullable Double heading,
        @Nullable Double speed,
        @Nullable Instant at) {

    /** How many a driver may send in which time, unless an installation says otherwise. */
    public static final String LIMIT = "600/5m";

    private static final double ACCURACY_MAX_M = 100_000;
    private static final double FULL_CIRCLE = 360;
    private static final double SPEED_MAX_MPS = 1_000;
    private static final Duration OLDEST = Duration.ofMinutes(5);

    /** How far a phone's clock may be ahead of ours; its position counts as of now. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /**
     * What is wrong.
     *
     * @param field that is not as it should be
     * @param detail a sentence that names it
     */
    public record Fault(String field, String detail) {}

    /** The first thing that is wrong with the report; null if nothing is. */
    public @Nullable Fault findFault(Instant now) {
        if (!(Math.abs(lat) <= LatLng.LAT_MAX)) {
            return fault("lat", "must be -90 to 90 degrees");
        }
        if (!(Math.abs(lng) <= LatLng.LNG_MAX)) {
            return fault("lng", "must be -180 to 180 degrees");
        }
        if (isBeyond(accuracy, ACCURACY_MAX_M)) {
            return fault("accuracy", "must be 0 to 100000 metres");
        }
        if (isBeyond(heading, FULL_CIRCLE)) {
            return fault("heading", "must be 0 to 360 degrees");
        }
        if (isBeyond(speed, SPEED_MAX_MPS)) {
            return fault("speed", "must be 0 to 1000 metres a second");
        }
        if (at != null && at.isAfter(now.plus(SKEW))) {
            return fault("at", "must not be in the future");
        }
        if (at != null && at.isBefore(now.minus(OLDEST))) {
            return fault("at", "must not be older than 5 minutes");
        }
        return null;
    }

    private static Fault fault(String field, String rule) {
        return new Fault(field, field + " " + rule);
    }

    private static boolean isBeyond(@Nullable Double value, double max) {
        return value != null && !(value >= 0 && value <= max);
    }

    /**
     * What there is to tell of it, where nothing is wrong.
     *
     * @param live whether it came on a socket
     */
    public DriverLocated located(DriverId driverId, Instant now, boolean live) {
        return new DriverLocated(
                driverId,
                at == null || at.isAfter(now) ? now : at,
                lat,
                lng,
                accuracy,
                heading,
                speed,
                live);
    }
}
