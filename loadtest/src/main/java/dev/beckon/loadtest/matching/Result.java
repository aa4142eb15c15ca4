package dev.beckon.loadtest.matching;

import java.util.Map;

/**
 * What one run came to.
 *
 * @param load work that was asked for, of the work that the crew could do
 */
record Result(
        String stretch, double load, int drivers, Manner manner, Map<Figure, Double> figures) {

    double figure(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
