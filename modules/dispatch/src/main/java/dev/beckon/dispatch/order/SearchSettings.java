package dev.beckon.dispatch.order;

import dev.beckon.contracts.order.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long and how far a driver is looked for.
 *
 * @param deadlines when a search is given up, by kind, an open offer aside
 * @param receiptWindow within which a driver's client has to confirm an offer
 * @param answerWindow within which the driver has to answer, from the receipt on
 * @param grace how much later than a window's end its timer falls due: answers in flight get
 *     through
 * @param backoff how long a search waits after having found nobody once, twice, …; the last repeats
 * @param jitter the share by which a wait may be longer or shorter
 * @param contendedWait how long a search waits that found drivers and lost each of them to another
 * @param radiiM how far one attempt looks, in metres, in steps
 * @param losses how often an order may lose its driver and be searched for again
 */
public record SearchSettings(
        Map<Kind, Duration> deadlines,
        Duration receiptWindow,
        Duration answerWindow,
        Duration grace,
        List<Duration> backoff,
        double jitter,
        Duration contendedWait,
        List<Double> radiiM,
        int losses) {

    public static final SearchSettings DEFAULTS =
            new SearchSettings(
                    Map.of(
                            Kind.DELIVERY, Duration.ofSeconds(120),
                            Kind.RIDE, Duration.ofSeconds(120),
                            Kind.TASK, Duration.ofSeconds(120)),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15),
                    Duration.ofMillis(500),
                    List.of(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(16)),
                    0.2,
                    Duration.ofMillis(250),
                    List.of(1_000.0, 2_000.0, 4_000.0, 8_000.0),
                    2);

    /**
     * @throws IllegalArgumentException naming the setting that makes no sense
     */
    public SearchSettings {
        deadlines = Map.copyOf(deadlines);
        backoff = List.copyOf(backoff);
        radiiM = List.copyOf(radiiM);
        for (var kind : Kind.values()) {
            var deadline = deadlines.get(kind);
            if (deadline == null) {
                throw new IllegalArgumentException("deadlines must name " + kind);
            }
            if (!deadline.isPositive()) {
                throw new IllegalArgumentException("deadlines must be positive: " + kind);
            }
        }
        if (backoff.isEmpty() || !backoff.stream().allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("backoff must hold positive waits");
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be between 0 and 1, not " + jitter);
        }
        if (!contendedWait.isPositive()) {
            throw new IllegalArgumentException("contendedWait must be positive");
        }
        if (radiiM.isEmpty() || !radiiM.stream().allMatch(radiusM -> radiusM > 0)) {
            throw new IllegalArgumentException("radiiM must hold positive distances");
        }
    }

    Duration deadline(Kind kind) {
        return Objects.requireNonNull(deadlines.get(kind));
    }
}
