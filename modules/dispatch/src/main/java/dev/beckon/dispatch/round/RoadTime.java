package dev.beckon.dispatch.round;

import dev.beckon.dispatch.drivers.CandidatesTable;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How much of a round may go into looking up ways by road: a share of it, and always a little. */
final class RoadTime {

    /** How much a round moves the figure that the next ones go by. */
    private static final double NEWEST = 0.1;

    /** A round that stood still in its middle says little of the next. */
    private static final double MOST_TIMES = 10;

    private final Limits limits;
    private final LongSupplier nanos;

    /**
     * How long a round takes, ways left out, for each nanosecond that it has taken when it begins
     * to look them up: grows and shrinks with what rounds do afterwards, and not with their size.
     */
    private double times = 1;

    /**
     * @param share of a round's whole time, less than 1
     * @param floor what a round may take though it is short
     * @param least how many ways a round may look up whatever that takes
     */
    record Limits(double share, Duration floor, int least) {

        /** An idle round, with one order and its candidates, goes by road whatever happens. */
        static final Limits USUAL = new Limits(0.2, Duration.ofMillis(5), CandidatesTable.EACH);
    }

    /**
     * @param nanos the clock, for differences
     */
    RoadTime(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** To be called when a round begins. */
    OfRound begin() {
        return new OfRound();
    }

    /** What one round spends. */
    final class OfRound {

        private final long began = nanos.getAsLong();
        private long before;
        private long spent;
        private int ways;

        /**
         * @return what the way says, or nothing if there is no time left to ask
         */
        OptionalDouble lookUp(Supplier<OptionalDouble> way) {
            long now = nanos.getAsLong();
            if (ways == 0) {
                before = others(now);
            }
            if (ways >= limits.least() && spent >= allowed(now)) {
                return OptionalDouble.empty();
            }
            ways++;
            try {
                return way.get();
            } finally {
                spent += nanos.getAsLong() - now;
            }
        }

        /** To be called when the round is done. */
        void end() {
            if (before > 0) {
                double whole = (double) others(nanos.getAsLong()) / before;
                times += NEWEST * (Math.min(whole, MOST_TIMES) - times);
            }
        }

        private double allowed(long now) {
            double whole = Math.max(before * times, others(now));
            return Math.max(
                    limits.floor().toNanos(), whole * limits.share() / (1 - limits.share()));
        }

        /** What the round has taken so far for everything else. */
        private long others(long now) {
            return now - began - spent;
        }
    }
}
