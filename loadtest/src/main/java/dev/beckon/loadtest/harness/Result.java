package dev.beckon.loadtest.harness;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param offersPerS that came to sockets while it was measured
 * @param endsPerS orders that ended while it was measured
 * @param backlog orders without an offer when the last one was sent
 * @param drainS until all had ended; infinite if some never did
 * @param cpu by process, in milliseconds of a core for each order
 */
public record Result(
        Load load,
        Counts counts,
        Timings timings,
        double offersPerS,
        double endsPerS,
        long backlog,
        double drainS,
        Map<String, Double> cpu) {

    private static final double TAIL_MS = 1_000;
    private static final double DRAIN_S = 3;

    /**
     * Whether the rate can be kept up: everything went as it was meant to, the last offers came as
     * soon as the first, and little was left to do at the end.
     */
    public boolean sustained() {
        return counts.clean()
                && Timings.ms(timings.offeredLast(), 99) <= TAIL_MS
                && drainS <= DRAIN_S;
    }

    /** For people: one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%,.0f/s: %,.0f offers/s, %,.0f ends/s; 202 %s, offer %s, end %s, held %s ms"
                        + " (p50/p99); backlog %,d, gone after %.1f s%s; ms of a core an order: %s",
                load.perS(),
                offersPerS,
                endsPerS,
                pair(timings.taken()),
                pair(timings.offered()),
                pair(timings.ended()),
                pair(timings.held()),
                backlog,
                drainS,
                counts.clean() ? "" : ", " + counts,
                cpuText());
    }

    /** What an order costs, by process. */
    public String cpuText() {
        return cpu.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String pair(Histogram histogram) {
        return String.format(
                Locale.ROOT, "%.1f/%.1f", Timings.ms(histogram, 50), Timings.ms(histogram, 99));
    }
}
