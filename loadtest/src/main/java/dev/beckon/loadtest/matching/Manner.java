package dev.beckon.loadtest.matching;

import dev.beckon.dispatch.matching.MatchingPolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * A way to dispatch.
 *
 * @param hold how long a round waits from its first order on, for others to join
 */
record Manner(MatchingPolicy policy, Duration hold) {

    @Override
    public String toString() {
        return "%s, %d s".formatted(policy.name().toLowerCase(Locale.ROOT), hold.toSeconds());
    }
}
