package dev.beckon.loadtest.matching;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What is looked at in a run; all but the first in seconds, over the orders that were served. */
enum Figure {
    /** Per cent of the orders that a driver accepted before the search was given up. */
    SERVED_PERCENT,
    /** The way of the driver who accepted to the pickup. */
    ETA_MEAN_S,
    ETA_P50_S,
    ETA_P90_S,
    /** From placing to the acceptance. */
    ACCEPTED_MEAN_S,
    ACCEPTED_P90_S,
    /** From placing to the pickup. */
    PICKED_UP_MEAN_S,
    PICKED_UP_P90_S;

    /**
     * @param courses of orders that count
     */
    static Map<Figure, Double> of(List<Course> courses) {
        var served = courses.stream().filter(course -> course.held() != null).toList();
        var etas = sorted(served, course -> held(course).approachS());
        var accepted = sorted(served, course -> held(course).acceptedS() - course.placedS());
        var pickedUp = sorted(served, course -> held(course).pickedUpS() - course.placedS());
        var figures = new EnumMap<Figure, Double>(Figure.class);
        figures.put(SERVED_PERCENT, 100.0 * served.size() / courses.size());
        figures.put(ETA_MEAN_S, mean(etas));
        figures.put(ETA_P50_S, quantile(etas, 0.5));
        figures.put(ETA_P90_S, quantile(etas, 0.9));
        figures.put(ACCEPTED_MEAN_S, mean(accepted));
        figures.put(ACCEPTED_P90_S, quantile(accepted, 0.9));
        figures.put(PICKED_UP_MEAN_S, mean(pickedUp));
        figures.put(PICKED_UP_P90_S, quantile(pickedUp, 0.9));
        return figures;
    }

    private static Course.Held held(Course course) {
        return Objects.requireNonNull(course.held());
    }

    private static double[] sorted(List<Course> served, ToDoubleFunction<Course> figure) {
        return served.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The least value that this share of all does not exceed. */
    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
