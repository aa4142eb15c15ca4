package dev.beckon.dispatch.round;

import java.time.Duration;

/**
 * How many facts a round takes: whatever waits, as long as that takes about half a second. Larger
 * rounds cost less for each fact, and let the next one wait for longer.
 */
final class RoundSize {

    static final int MOST = 2_000;

    private static final int LEAST = 50;
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofMillis(500);

    private int facts = MOST / 2;

    int facts() {
        return facts;
    }

    /** A round of so many facts took so long. */
    void took(int howMany, Duration time) {
        if (time.compareTo(LONG) > 0) {
            facts = Math.max(LEAST, Math.min(facts, howMany) / 2);
        } else if (howMany >= facts && time.compareTo(SHORT) < 0) {
            facts = Math.min(MOST, facts * 2);
        }
    }
}
