package dev.beckon.loadtest.matching;

import java.util.List;
import java.util.Locale;

/** Runs over several stretches, put together by load and manner. */
final class Findings {

    private final List<Result> results;

    Findings(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /** Over the stretches. */
    Interval figure(double load, Manner manner, Figure figure) {
        return Interval.of(
                at(load, manner).stream().mapToDouble(result -> result.figure(figure)).toArray());
    }

    /** Of one manner against another, stretch by stretch: what stretches differ by drops out. */
    Interval difference(double load, Manner manner, Manner other, Figure figure) {
        var here = at(load, manner);
        var there = at(load, other);
        var differences = new double[here.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = here.get(i).figure(figure) - there.get(i).figure(figure);
        }
        return Interval.of(differences);
    }

    /** A table in Markdown; reads well on a console, too. */
    String table() {
        var text = new StringBuilder();
        text.append(
                "| load | policy | hold | ETA mean s | p50 | p90 | accepted after s | picked up"
                        + " after s | p90 | served % | ETA, difference | picked up, difference |"
                        + " served, difference |\n");
        text.append("|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (double load : Study.LOADS) {
            for (var manner : Study.MANNERS) {
                text.append(row(load, manner)).append('\n');
            }
        }
        return text.toString();
    }

    private String row(double load, Manner manner) {
        return String.format(
                Locale.ROOT,
                "| %.0f %% | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                100 * load,
                manner.policyName(),
                manner.holdName(),
                mean(load, manner, Figure.ETA_MEAN_S),
                mean(load, manner, Figure.ETA_P50_S),
                mean(load, manner, Figure.ETA_P90_S),
                mean(load, manner, Figure.ACCEPTED_MEAN_S),
                mean(load, manner, Figure.PICKED_UP_MEAN_S),
                mean(load, manner, Figure.PICKED_UP_P90_S),
                mean(load, manner, Figure.SERVED_PERCENT),
                against(load, manner, Figure.ETA_MEAN_S),
                against(load, manner, Figure.PICKED_UP_MEAN_S),
                against(load, manner, Figure.SERVED_PERCENT));
    }

    private String mean(double load, Manner manner, Figure figure) {
        return String.format(Locale.ROOT, "%.1f", figure(load, manner, figure).mean());
    }

    private String against(double load, Manner manner, Figure figure) {
        return manner.equals(Study.PLAIN)
                ? ""
                : difference(load, manner, manner.comparedWith(), figure).signed();
    }

    private List<Result> at(double load, Manner manner) {
        return results.stream()
                .filter(result -> result.load() == load && result.manner().equals(manner))
                .toList();
    }
}
