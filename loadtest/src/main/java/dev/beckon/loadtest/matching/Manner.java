package dev.beckon.loadtest.matching;

import dev.beckon.dispatch.matching.MatchingPolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * A way to dispatch.
 *
 * @param hold how long a round waits from its first order on, for others to join
 * @param whom for the sake of whom it does
 */
record Manner(MatchingPolicy policy, Duration hold, Held whom) {

    /** Whose round is held. */
    enum Held {
        ALL,
        /** Who found nobody in reach and waits anyway; whoever is new goes at once. */
        WAITED
    }

    Manner(MatchingPolicy policy, Duration hold) {
        this(policy, hold, Held.ALL);
    }

    /** Whoever holds, with those who do not; and a policy, with the plain one. */
    Manner comparedWith() {
        return hold.isZero() ? Study.PLAIN : new Manner(policy, Duration.ZERO);
    }

    String policyName() {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    String holdName() {
        return "%d s%s"
                .formatted(
                        hold.toSeconds(),
                        whom == Held.ALL ? "" : ", " + whom.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return policyName() + ", " + holdName();
    }
}
