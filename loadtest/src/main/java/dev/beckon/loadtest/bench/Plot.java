package dev.beckon.loadtest.bench;

import java.nio.file.Path;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The rows of one benchmark as bars: Beckon beside its limit, or beside its target. */
final class Plot {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 420;
    private static final float TITLE_POINTS = 12;

    private Plot() {}

    /**
     * @param folder where {@code NAME.svg} goes
     */
    static void write(Path folder, Machine machine, Outcome outcome) {
        var rows = outcome.rows();
        var names = rows.stream().map(Plot::label).toList();
        var chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(outcome.benchmark() + ": " + machine.describe())
                        .yAxisTitle("share of the limit, or of the target where there is none")
                        .build();
        var styler = chart.getStyler();
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setChartTitleFont(styler.getChartTitleFont().deriveFont(TITLE_POINTS));
        // Rows of several units stand side by side, so that each is a share of what it goes by.
        chart.addSeries(
                "Beckon",
                names,
                rows.stream().map(row -> row.beckon().median() / reference(row)).toList(),
                rows.stream().map(row -> halfWidth(row.beckon()) / reference(row)).toList());
        chart.addSeries("limit or target", names, rows.stream().map(row -> 1.0).toList());
        Svg.write(folder.resolve(outcome.benchmark() + ".svg"), chart);
    }

    private static String label(Row row) {
        return row.goal() + ": " + Figures.number(row.beckon().median()) + " " + row.unit();
    }

    private static double halfWidth(Spread spread) {
        return (spread.max() - spread.min()) / 2;
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
