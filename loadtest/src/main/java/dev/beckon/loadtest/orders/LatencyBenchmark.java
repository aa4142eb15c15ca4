package dev.beckon.loadtest.orders;

import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Needs;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Spread;
import dev.beckon.loadtest.bench.Target;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.Result;
import dev.beckon.loadtest.harness.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goal 2: from the POST to the driver's socket, at rates far below the highest. */
public final class LatencyBenchmark implements Benchmark {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final int TIMES = 3;

    private static final List<Goal> GOALS = List.of(new Goal(200, 5, 20), new Goal(600, 8, 36));

    private record Goal(double perS, double p50Ms, double p99Ms) {}

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Needs needs() {
        return Needs.TOWN;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var town = bench.town();
        var rows = new ArrayList<Row>();
        for (Goal goal : GOALS) {
            rows.addAll(rows(bench, town, goal));
        }
        return rows;
    }

    private static List<Row> rows(Bench bench, Town town, Goal goal) throws InterruptedException {
        var results = new ArrayList<Result>();
        double perS = bench.quick() ? 20 : goal.perS();
        while (results.size() < (bench.quick() ? 1 : TIMES)) {
            results.add(town.run(new Load(perS, SETTLE, bench.held(), Ending.DELIVERED)));
        }
        return List.of(row(results, goal, 50, goal.p50Ms()), row(results, goal, 99, goal.p99Ms()));
    }

    private static Row row(List<Result> results, Goal goal, double percentile, double targetMs) {
        var spread =
                Spread.of(
                        results.stream()
                                .map(each -> Timings.ms(each.timings().offered(), percentile))
                                .toList());
        var last = results.getLast();
        String note =
                String.format(
                        Locale.ROOT,
                        "from the POST, whole orders; the client sends p99 %.1f ms late; ms of a"
                                + " core an order: %s",
                        Timings.ms(last.timings().sent(), 99),
                        last.cpuText());
        return new Row(
                String.format(Locale.ROOT, "offer at %.0f/s, p%.0f", goal.perS(), percentile),
                "ms",
                spread,
                null,
                new Target.AtMost(targetMs),
                note);
    }
}
