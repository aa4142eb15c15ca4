package dev.beckon.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * An order that a driver has.
 *
 * @param since when the order last went further, which is as good as a sign of life
 * @param told what was stated about it, and when
 */
record Held(Holding holding, Instant since, Map<Notice, Instant> told) {

    /** What the status does not confirm within this is stated again. */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    /** An order of which nothing was heard for that long ended without our hearing of it. */
    private static final Duration OPEN_KEPT = Duration.ofDays(1);

    /** What there is to state about an order. */
    enum Notice {
        ARRIVING,
        ARRIVED,
        LOST
    }

    Held {
        told = Map.copyOf(told);
    }

    static Held of(Holding holding) {
        return new Held(holding, holding.at(), Map.of());
    }

    /** What comes late or twice changes nothing. */
    Held with(Holding next) {
        if (next.version() <= holding.version()) {
            return this;
        }
        // Who had an order and lost it does not get it again: what was told of it stays told.
        return new Held(next, next.state() == holding.state() ? since : next.at(), told);
    }

    /** Stated once, and once more where that was in vain: a fact may be lost with its process. */
    boolean mayTell(Notice notice, Instant now) {
        var at = told.get(notice);
        return at == null || !at.plus(REPEAT).isAfter(now);
    }

    Held telling(Notice notice, Instant now) {
        var all = new EnumMap<Notice, Instant>(Notice.class);
        all.putAll(told);
        all.put(notice, now);
        return new Held(holding, since, all);
    }

    boolean isForgotten(Instant now) {
        return !holding.at().plus(OPEN_KEPT).isAfter(now);
    }
}
