package dev.beckon.loadtest.bench;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private Figures() {}

    /** Three digits that count, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    static String spread(Spread spread, String unit) {
        String text = number(spread.median()) + " " + unit;
        return spread.min() == spread.max()
                ? text
                : text + " (" + number(spread.min()) + "–" + number(spread.max()) + ")";
    }

    static String target(Target target, String unit) {
        return switch (target) {
            case Target.AtLeast(double value) -> "≥ " + number(value) + " " + unit;
            case Target.AtMost(double value) -> "≤ " + number(value) + " " + unit;
            case Target.RatioAtLeast(double value) -> "≥ " + number(value) + " ×";
            case Target.RatioAtMost(double value) -> "≤ " + number(value) + " ×";
        };
    }
}
