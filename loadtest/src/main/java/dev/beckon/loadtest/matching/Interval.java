package dev.beckon.loadtest.matching;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of some independent figures, and how far the true one may be away: Student's interval of
 * 95 %.
 */
record Interval(double mean, double halfWidth) {

    private static final double EACH_TAIL = 0.025;

    /**
     * @param values of a single one it cannot be told how far
     */
    static Interval of(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (values.length < 2) {
            return new Interval(mean, Double.NaN);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / (values.length - 1));
        double t = TDistribution.of(values.length - 1).inverseSurvivalProbability(EACH_TAIL);
        return new Interval(mean, t * deviation / Math.sqrt(values.length));
    }

    /** As a difference is read. */
    String signed() {
        return Double.isNaN(halfWidth)
                ? String.format(Locale.ROOT, "%+.1f", mean)
                : String.format(Locale.ROOT, "%+.1f ± %.1f", mean, halfWidth);
    }
}
