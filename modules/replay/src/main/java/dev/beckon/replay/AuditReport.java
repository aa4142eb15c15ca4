package dev.beckon.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the audit found.
 *
 * @param rules that were checked, each with its number of breaches
 * @param breaches the first thousand of each rule
 */
public record AuditReport(AuditCounts counts, Map<Rule, Long> rules, List<Breach> breaches) {

    private static final int SHOWN = 20;

    public AuditReport {
        rules = Collections.unmodifiableMap(new EnumMap<>(rules));
        breaches = List.copyOf(breaches);
    }

    public boolean clean() {
        return breachCount() == 0;
    }

    public long breachCount() {
        return rules.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For people: what was read, a line for each rule, the first breaches. */
    public String render() {
        var lines = new ArrayList<String>();
        lines.add(
                format(
                        "%,d records: %,d facts, %,d events, %,d statuses",
                        counts.records(), counts.facts(), counts.events(), counts.statuses()));
        lines.add(
                format("%,d orders: %,d open%s", counts.orders(), counts.open(), outcomes(counts)));
        lines.add(
                format(
                        "%,d delivered: %,d saw the driver arriving once, %,d arrived once",
                        counts.delivered(), counts.sawArriving(), counts.sawArrived()));
        lines.add(
                format(
                        "%,d offers to %,d drivers, %,d duplicates, %,d dead letters",
                        counts.offers(),
                        counts.drivers(),
                        counts.duplicates(),
                        counts.deadLetters()));
        if (counts.inFlight() > 0) {
            lines.add(format("%,d orders moved on meanwhile", counts.inFlight()));
        }
        if (counts.left() > 0) {
            lines.add(format("%,d rows of the database are newer, and left out", counts.left()));
        }
        rules.forEach(
                (rule, count) ->
                        lines.add(
                                format(
                                        "%8s  %s",
                                        count == 0 ? "ok" : format("%,d", count),
                                        rule.statement())));
        breaches.stream().limit(SHOWN).forEach(breach -> lines.add("! " + breach));
        if (breachCount() > SHOWN) {
            lines.add(format("… and %,d more", breachCount() - SHOWN));
        }
        lines.add(clean() ? "The audit is clean." : format("%,d breaches.", breachCount()));
        return String.join("\n", lines);
    }

    private static String outcomes(AuditCounts counts) {
        var text = new StringBuilder();
        new TreeMap<>(counts.outcomes())
                .forEach((state, count) -> text.append(format(", %,d %s", count, state)));
        return text.toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
