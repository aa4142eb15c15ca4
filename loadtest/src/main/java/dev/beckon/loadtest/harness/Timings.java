package dev.beckon.loadtest.harness;

import org.HdrHistogram.Histogram;

/**
 * From the time at which an order was meant to be sent, in microseconds.
 *
 * @param sent until it was: more than a moment, and the client is what is slow
 * @param taken until the 202
 * @param offered until the offer was on a driver's socket
 * @param offeredLast the same of the last third of the window
 * @param accepted until the acceptance was on the customer's socket
 * @param ended until the end was on the customer's socket
 * @param held from the offer to the end: how long a driver was not free
 */
public record Timings(
        Histogram sent,
        Histogram taken,
        Histogram offered,
        Histogram offeredLast,
        Histogram accepted,
        Histogram ended,
        Histogram held) {

    private static final long MOST_US = 120_000_000;
    private static final int DIGITS = 3;

    static Timings empty() {
        return new Timings(
                histogram(),
                histogram(),
                histogram(),
                histogram(),
                histogram(),
                histogram(),
                histogram());
    }

    static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.clamp(ns / 1_000, 0, MOST_US));
    }

    public static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }

    private static Histogram histogram() {
        return new Histogram(MOST_US, DIGITS);
    }
}
