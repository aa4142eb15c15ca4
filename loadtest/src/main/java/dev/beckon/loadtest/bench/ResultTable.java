package dev.beckon.loadtest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All outcomes as one table for the console. */
final class ResultTable {

    private static final List<String> HEAD =
            List.of("goal", "Beckon", "limit", "ratio", "target", "");

    private ResultTable() {}

    static String render(Machine machine, List<Outcome> outcomes) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        for (Outcome outcome : outcomes) {
            outcome.rows().forEach(row -> lines.add(cells(row)));
            if (outcome.failure() != null) {
                lines.add(List.of(outcome.benchmark(), "", "", "", "", "failed"));
            }
        }
        var text = new StringBuilder(machine.describe()).append("\n\n").append(align(lines));
        var notes =
                outcomes.stream()
                        .flatMap(outcome -> outcome.rows().stream())
                        .filter(row -> row.note() != null)
                        .map(row -> row.goal() + ": " + row.note())
                        .distinct()
                        .toList();
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append(note).append('\n'));
        }
        outcomes.stream()
                .filter(outcome -> outcome.failure() != null)
                .forEach(
                        outcome ->
                                text.append('\n')
                                        .append(outcome.benchmark())
                                        .append(" failed: ")
                                        .append(outcome.failure())
                                        .append('\n'));
        return text.toString();
    }

    /** Those of one benchmark, for who does not want to wait for the others. */
    static String render(Outcome outcome) {
        return outcome.failure() == null
                ? align(outcome.rows().stream().map(ResultTable::cells).toList())
                : "failed: " + outcome.failure() + '\n';
    }

    private static List<String> cells(Row row) {
        var ratio = row.ratio();
        var limit = row.limit();
        return List.of(
                row.goal(),
                Figures.spread(row.beckon(), row.unit()),
                limit == null ? "" : Figures.spread(limit, row.unit()),
                ratio == null ? "" : Figures.number(ratio),
                Figures.target(row.target(), row.unit()),
                row.met() ? "met" : "not met");
    }

    private static String align(List<List<String>> lines) {
        var widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return lines.stream()
                .map(line -> aligned(line, widths))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String aligned(List<String> line, int[] widths) {
        var text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
        }
        return text.toString().stripTrailing();
    }
}
