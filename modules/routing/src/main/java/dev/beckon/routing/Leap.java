package dev.beckon.routing;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import java.time.Duration;

/** A way between two positions that no vehicle can have gone in the time between them. */
public final class Leap {

    /** Faster than any train. */
    private static final double FASTEST_MPS = 150;

    /** By how much a phone that has just woken may be wrong. */
    private static final double SLACK_M = 1_000;

    /** No degree is longer, of latitude or of longitude. */
    private static final double DEGREE_M = 111_700;

    private Leap() {}

    /**
     * Whether it takes a leap from one position to the next.
     *
     * @param timeScale by how much driving is compressed
     */
    public static boolean between(DriverLocated from, DriverLocated to, double timeScale) {
        double seconds = Duration.between(from.at(), to.at()).toMillis() / 1e3;
        double reachM = SLACK_M + FASTEST_MPS * timeScale * seconds;
        double degrees = Math.abs(to.lat() - from.lat()) + Math.abs(to.lng() - from.lng());
        // Nearly always the longest that it can be will do, for a thousandth of the price.
        return degrees * DEGREE_M > reachM && Earth.distanceM(from.latLng(), to.latLng()) > reachM;
    }
}
