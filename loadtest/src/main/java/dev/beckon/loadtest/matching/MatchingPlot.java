package dev.beckon.loadtest.matching;

import dev.beckon.loadtest.bench.Svg;
import java.nio.file.Path;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** How much sooner or later than plainly orders are picked up, over the load. */
final class MatchingPlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;

    private MatchingPlot() {}

    /**
     * @param file ends in .svg
     */
    static void write(Path file, String title, Findings findings) {
        var chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle("load, %")
                        .yAxisTitle("placed to picked up, s more than " + Study.PLAIN)
                        .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartTitleFont(chart.getStyler().getChartTitleFont().deriveFont(14f));
        for (var manner : Study.MANNERS) {
            if (isShown(manner)) {
                add(chart, manner, findings);
            }
        }
        Svg.write(file, chart);
    }

    /** All of them would hide each other: those that hold nobody, or everybody for longest. */
    private static boolean isShown(Manner manner) {
        return !manner.equals(Study.PLAIN)
                && manner.whom() == Manner.Held.ALL
                && (manner.hold().isZero() || manner.hold().equals(Study.HOLDS.getLast()));
    }

    private static void add(XYChart chart, Manner manner, Findings findings) {
        var loads = Study.LOADS;
        var percent = new double[loads.size()];
        var means = new double[loads.size()];
        var bars = new double[loads.size()];
        for (int i = 0; i < percent.length; i++) {
            var difference =
                    findings.difference(loads.get(i), manner, Study.PLAIN, Figure.PICKED_UP_MEAN_S);
            percent[i] = 100 * loads.get(i);
            means[i] = difference.mean();
            bars[i] = Double.isNaN(difference.halfWidth()) ? 0 : difference.halfWidth();
        }
        chart.addSeries(manner.toString(), percent, means, bars);
    }
}
