package dev.beckon.city.report;

import dev.beckon.city.net.Wire;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A play's result for people, and for programs. */
public final class Report {

    private Report() {}

    /** 0 only if every acknowledged order ended, and neither clients nor audit saw a breach. */
    public static int exitStatus(CityResult result, AuditFigures audit) {
        return result.clean() && audit.breaches() == 0 ? 0 : 1;
    }

    /** The table at the end, with a line end after each row. */
    public static String table(CityResult result, AuditFigures audit) {
        Tally orders = result.orders();
        StringBuilder table = new StringBuilder();
        row(table, "orders placed", count(orders.placed()));
        row(table, "  delivered", count(orders.delivered()));
        row(table, "  cancelled", count(orders.cancelled()));
        row(table, "  no driver found", count(orders.noDriver()));
        row(table, "  open", count(orders.open()));
        if (result.unacknowledged() > 0) {
            row(table, "never acknowledged", count(result.unacknowledged()));
        }
        table.append(line("%-24s %12s %12s %12s", "", "p50 ms", "p99 ms", "max ms"));
        latency(table, "place -> 202", result.placeToAck());
        latency(table, "place -> offer", result.placeToOffer());
        latency(table, "offer -> accept", result.offerToAccept());
        latency(table, "accept -> push", result.acceptToPush());
        row(table, "pickup distance, mean m", number(result.pickupMeanM()));
        row(table, "offers per order", String.format(Locale.ROOT, "%.2f", result.offersPerOrder()));
        eta(table, result.eta());
        arrivals(table, "drivers came", audit.arrivals());
        arrivals(table, "told the customers", result.arrivals());
        row(table, "reconnects", count(result.reconnects()));
        row(table, "seconds played", number(result.wallS()));
        new TreeMap<>(result.errors())
                .forEach((what, times) -> row(table, "tried again: " + what, count(times)));
        row(table, "breaches seen by clients", count(result.breaches()));
        row(table, "orders audited", count(audit.checked()));
        row(table, "breaches in the audit", count(audit.breaches()));
        result.oddities().forEach(oddity -> table.append("? ").append(oddity).append('\n'));
        result.breachDetails().forEach(detail -> table.append("! ").append(detail).append('\n'));
        result.outcomes()
                .forEach(
                        (order, state) -> {
                            if (!state.ended()) {
                                table.append("! order %s is still %s\n".formatted(order, state));
                            }
                        });
        return table.toString();
    }

    /** The figures as JSON; readers may rely on every key. */
    public static String json(CityResult result, AuditFigures audit) {
        Tally orders = result.orders();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "orders",
                Map.of(
                        "placed", orders.placed(),
                        "delivered", orders.delivered(),
                        "cancelled", orders.cancelled(),
                        "noDriver", orders.noDriver(),
                        "open", orders.open(),
                        "unacknowledged", result.unacknowledged()));
        json.put(
                "latencyMs",
                Map.of(
                        "placeToAck", latency(result.placeToAck()),
                        "placeToOffer", latency(result.placeToOffer()),
                        "offerToAccept", latency(result.offerToAccept()),
                        "acceptToPush", latency(result.acceptToPush())));
        json.put("pickup", Map.of("meanM", result.pickupMeanM()));
        json.put("offersPerOrder", result.offersPerOrder());
        json.put("eta", eta(result.eta()));
        json.put(
                "arrivals",
                Map.of(
                        "delivered", result.arrivals().delivered(),
                        "arriving", result.arrivals().arriving(),
                        "arrived", result.arrivals().arrived()));
        json.put("audit", audit);
        json.put(
                "clients",
                Map.of(
                        "breaches", result.breaches(),
                        "oddities", result.oddities().size(),
                        "reconnects", result.reconnects(),
                        "errors", result.errors()));
        json.put("wallS", result.wallS());
        json.put("story", result.story());
        return Wire.write(json);
    }

    private static void eta(StringBuilder table, @Nullable EtaErrors eta) {
        String name = "ETA error, s of life";
        if (eta == null) {
            row(table, name, "not comparable: how the application scales ETAs is not known");
        } else if (eta.count() > 0) {
            row(
                    table,
                    name,
                    String.format(
                            Locale.ROOT,
                            "median %.0f, p90 %.0f, bias %+.0f",
                            eta.medianS(),
                            eta.p90S(),
                            eta.biasS()));
        }
    }

    private static Map<String, Object> eta(@Nullable EtaErrors eta) {
        return eta == null
                ? Map.of("comparable", false)
                : Map.of(
                        "comparable", true,
                        "unit", "seconds of life",
                        "count", eta.count(),
                        "median", eta.medianS(),
                        "p90", eta.p90S(),
                        "bias", eta.biasS());
    }

    private static void arrivals(StringBuilder table, String name, Arrivals arrivals) {
        row(
                table,
                name,
                "arriving %d/%d, arrived %d/%d"
                        .formatted(
                                arrivals.arriving(),
                                arrivals.delivered(),
                                arrivals.arrived(),
                                arrivals.delivered()));
    }

    private static Map<String, Object> latency(Latency latency) {
        return Map.of(
                "p50", latency.p50Ms(),
                "p99", latency.p99Ms(),
                "max", latency.maxMs(),
                "count", latency.count());
    }

    private static void latency(StringBuilder table, String name, Latency latency) {
        table.append(
                latency.count() == 0
                        ? line("%-24s %12s %12s %12s", name, "-", "-", "-")
                        : line(
                                "%-24s %12.1f %12.1f %12.1f",
                                name, latency.p50Ms(), latency.p99Ms(), latency.maxMs()));
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(line("%-24s %12s", name, value));
    }

    private static String count(long value) {
        return Long.toString(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).stripTrailing() + "\n";
    }
}
