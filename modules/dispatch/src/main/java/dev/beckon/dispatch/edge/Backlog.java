package dev.beckon.dispatch.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long an order that is placed now would wait for its round, told from how far the intake
 * reaches and how far it is folded, time and again.
 */
final class Backlog {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** Whoever is this far behind has been working at full speed, and not waiting for work. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** Of so many looks with any progress, the fastest says what the dispatchers can do. */
    private static final int PACES = 10;

    /** Facts a second: less was for want of work. */
    private static final double SURELY = 100;

    private final Deque<Look> looks = new ArrayDeque<>();
    private final Deque<Double> paces = new ArrayDeque<>();
    private @Nullable Instant progressAt;

    /**
     * One partition of the intake.
     *
     * @param end where its next fact will stand
     * @param folded up to where it is folded
     */
    record Reach(long end, long folded) {

        long waiting() {
            return Math.max(0, end - folded);
        }
    }

    private record Look(Instant at, Map<Integer, Reach> reaches) {}

    /** Takes a look, and says how long the wait is by now. */
    Duration look(Instant now, Map<Integer, Reach> reaches) {
        long waiting = reaches.values().stream().mapToLong(Reach::waiting).sum();
        if (progresses(now, reaches) || waiting == 0 || progressAt == null) {
            progressAt = now;
        }
        looks.addLast(new Look(now, Map.copyOf(reaches)));
        while (looks.getFirst().at().plus(REMEMBERED).isBefore(now)) {
            looks.removeFirst();
        }
        var stalled = Duration.between(progressAt, now);
        if (age(now, reaches).compareTo(BUSY) < 0) {
            return stalled;
        }
        double fastest = paces.stream().reduce(SURELY, Math::max);
        return stalled.plusMillis((long) (1_000 * waiting / fastest));
    }

    /** Looks without progress are no pace: dispatchers may be about to take over. */
    private boolean progresses(Instant now, Map<Integer, Reach> reaches) {
        var last = looks.peekLast();
        if (last == null || !now.isAfter(last.at())) {
            return false;
        }
        long folded = 0;
        for (var partition : reaches.entrySet()) {
            var before = last.reaches().get(partition.getKey());
            if (before != null) {
                folded += Math.max(0, partition.getValue().folded() - before.folded());
            }
        }
        if (folded == 0) {
            return false;
        }
        paces.addLast(1_000.0 * folded / Duration.between(last.at(), now).toMillis());
        if (paces.size() > PACES) {
            paces.removeFirst();
        }
        return true;
    }

    /** For how long the oldest fact that is not folded is known to have been there. */
    private Duration age(Instant now, Map<Integer, Reach> reaches) {
        for (var look : looks) {
            for (var partition : reaches.entrySet()) {
                var then = look.reaches().get(partition.getKey());
                if (then != null && then.end() > partition.getValue().folded()) {
                    return Duration.between(look.at(), now);
                }
            }
        }
        return Duration.ZERO;
    }
}
