package dev.beckon.loadtest.bench;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Collections;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.HorizontalBarChartBuilder;

/** The rows of one benchmark as bars, each a share of its limit, or of its target. */
final class Plot {

    private static final int WIDTH = 1_000;
    private static final int HEIGHT_AROUND = 110;
    private static final int HEIGHT_OF_ROW = 44;
    private static final float TITLE_POINTS = 12;

    private Plot() {}

    /**
     * @param folder where {@code NAME.svg} goes
     */
    static void write(Path folder, Machine machine, Outcome outcome) {
        var rows = outcome.rows();
        var shares = rows.stream().map(row -> row.beckon().median() / reference(row)).toList();
        var chart =
                new HorizontalBarChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT_AROUND + HEIGHT_OF_ROW * rows.size())
                        .title(outcome.benchmark() + ": " + machine.describe())
                        .xAxisTitle("1 is the limit beside it, or the target where there is none")
                        .build();
        var styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setLabelsVisible(false);
        styler.setXAxisMin(0.0);
        // The line stands in the picture where all fall short of it, too.
        styler.setXAxisMax(Math.max(1, Collections.max(shares)) * 1.05);
        // Names of rows go by the hint of the other axis here: with its default, every second row
        // has none.
        styler.setXAxisTickMarkSpacingHint(HEIGHT_OF_ROW / 4);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(styler.getChartTitleFont().deriveFont(TITLE_POINTS));
        // Rows of several units stand one above the other, so each is a share of what it goes by.
        chart.addSeries("Beckon", shares, rows.stream().map(Plot::label).toList());
        chart.addAnnotation(new AnnotationLine(1, true, false));
        Svg.write(folder.resolve(outcome.benchmark() + ".svg"), chart);
    }

    private static String label(Row row) {
        return row.goal() + ": " + Figures.spread(row.beckon(), row.unit());
    }

    private static double reference(Row row) {
        var limit = row.limit();
        if (limit != null) {
            return limit.median();
        }
        return switch (row.target()) {
            case Target.AtLeast(double value) -> value;
            case Target.AtMost(double value) -> value;
            case Target.RatioAtLeast(double value) -> value;
            case Target.RatioAtMost(double value) -> value;
        };
    }
}
