package dev.beckon.loadtest.bench;

import java.awt.Color;
import java.nio.file.Path;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.HorizontalBarChartBuilder;

/**
 * The rows of one benchmark as bars, each as long as its target is reached: rows of several units
 * stand one above the other.
 */
final class Plot {

    private static final int WIDTH = 1_200;
    private static final int HEIGHT_AROUND = 110;
    private static final int HEIGHT_OF_ROW = 44;
    private static final float TITLE_POINTS = 12;

    /** What is reached many times over would leave nothing to see of the others. */
    private static final double LONGEST = 2;

    private Plot() {}

    /**
     * @param folder where {@code NAME.svg} goes
     */
    static void write(Path folder, Machine machine, Outcome outcome) {
        var rows = outcome.rows();
        var chart =
                new HorizontalBarChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT_AROUND + HEIGHT_OF_ROW * rows.size())
                        .title(outcome.benchmark() + ": " + machine.describe())
                        .xAxisTitle(
                                "how far the target is reached: from 1 on it is met, and 2 stands"
                                        + " for all that is more")
                        .build();
        var styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setLabelsVisible(false);
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(LONGEST);
        // Names of rows go by the hint of the other axis here: with its default, every second row
        // has none.
        styler.setXAxisTickMarkSpacingHint(HEIGHT_OF_ROW / 4);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(styler.getChartTitleFont().deriveFont(TITLE_POINTS));
        chart.addSeries(
                "Beckon",
                rows.stream().map(row -> Math.clamp(row.reached(), 0, LONGEST)).toList(),
                rows.stream().map(Plot::label).toList());
        chart.addAnnotation(new AnnotationLine(1, true, false));
        Svg.write(folder.resolve(outcome.benchmark() + ".svg"), chart);
    }

    private static String label(Row row) {
        var ratio = row.ratio();
        var measured =
                switch (row.target()) {
                    case Target.RatioAtLeast _, Target.RatioAtMost _ when ratio != null ->
                            Figures.number(ratio) + " ×";
                    default -> Figures.number(row.beckon().median()) + " " + row.unit();
                };
        return "%s: %s (%s)"
                .formatted(row.goal(), measured, Figures.target(row.target(), row.unit()));
    }
}
