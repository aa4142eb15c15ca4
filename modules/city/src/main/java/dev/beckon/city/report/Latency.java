package dev.beckon.city.report;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** How long something took, over all orders. */
public record Latency(long count, double p50Ms, double p99Ms, double maxMs) {

    private static final long LONGEST_US = 3_600_000_000L;

    static Latency ofNanos(LongStream nanos) {
        Histogram histogram = new Histogram(LONGEST_US, 3);
        nanos.forEach(ns -> histogram.recordValue(Math.clamp(ns / 1_000, 0, LONGEST_US)));
        return new Latency(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
    }
}
