package dev.beckon.loadtest.bench;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param goal as people say it, with what it was measured under
 * @param unit of both spreads
 * @param limit what the machine's tools reach beside it; null: the target stands alone
 * @param note what else a reader has to know
 */
public record Row(
        String goal,
        String unit,
        Spread beckon,
        @Nullable Spread limit,
        Target target,
        @Nullable String note) {

    public Row {
        boolean needsLimit =
                target instanceof Target.RatioAtLeast || target instanceof Target.RatioAtMost;
        if (needsLimit && limit == null) {
            throw new IllegalArgumentException("the ratio of " + goal + " has no limit");
        }
    }

    /** Of the medians; null without a limit. */
    public @Nullable Double ratio() {
        return limit == null ? null : beckon.median() / limit.median();
    }

    public boolean met() {
        return switch (target) {
            case Target.AtLeast(double value) -> beckon.median() >= value;
            case Target.AtMost(double value) -> beckon.median() <= value;
            case Target.RatioAtLeast(double value) -> ratioOrNaN() >= value;
            case Target.RatioAtMost(double value) -> ratioOrNaN() <= value;
        };
    }

    /** How far the target is reached: 1 is just so, and more is better. */
    double reached() {
        return switch (target) {
            case Target.AtLeast(double value) -> beckon.median() / value;
            case Target.AtMost(double value) -> value / beckon.median();
            case Target.RatioAtLeast(double value) -> ratioOrNaN() / value;
            case Target.RatioAtMost(double value) -> value / ratioOrNaN();
        };
    }

    private double ratioOrNaN() {
        var ratio = ratio();
        return ratio == null ? Double.NaN : ratio;
    }
}
