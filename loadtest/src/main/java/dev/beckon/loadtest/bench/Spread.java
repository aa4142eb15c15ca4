package dev.beckon.loadtest.bench;

import java.util.List;

/** What several repetitions came to. */
public record Spread(double median, double min, double max) {

    public Spread {
        if (!(min <= median && median <= max)) {
            throw new IllegalArgumentException(
                    "%s lies not between %s and %s".formatted(median, min, max));
        }
    }

    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(half)
                        : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
