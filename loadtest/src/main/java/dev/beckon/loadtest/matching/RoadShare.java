package dev.beckon.loadtest.matching;

import java.time.Duration;

/**
 * How many ways by road a round may look up: for a fifth of its time, as the dispatcher does it. On
 * the virtual clock looking costs nothing, so that its time is a figure, too.
 */
final class RoadShare {

    private static final double SHARE = 0.2;
    private static final Duration FLOOR = Duration.ofMillis(5);
    private static final int LEAST = 8;

    /** One way in San Francisco, see decision record 12. */
    private static final Duration WAY = Duration.ofNanos(200_000);

    private int left;

    RoadShare(Duration hold) {
        double spendS = Math.max(seconds(FLOOR), SHARE * seconds(hold));
        left = Math.max(LEAST, (int) (spendS / seconds(WAY)));
    }

    /** Whether there is time for one more. */
    boolean take() {
        return left-- > 0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
