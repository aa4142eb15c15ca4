package dev.beckon.loadtest.orders;

import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
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

/**
 * Goal 1: how many orders a second can be kept up. The rate grows by steps until one is too much;
 * the highest that was kept up is then held three times.
 */
public final class OrdersBenchmark implements Benchmark {

    private static final double OFFERS_PER_S = 2_400;
    private static final double WHOLE_PER_S = 1_000;

    private static final double FIRST_PER_S = 200;
    private static final double STEP = 1.25;
    private static final double BACK = 0.9;

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration PROBED = Duration.ofSeconds(5);
    private static final Duration HELD = Duration.ofSeconds(20);
    private static final int TIMES = 3;

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var calibrated = Calibration.run(bench);
        String client =
                calibrated.isEmpty()
                        ? ""
                        : "; the client alone reaches "
                                + rounded(calibrated.getLast().load().perS())
                                + "/s";
        var rows = new ArrayList<Row>();
        rows.add(row("claimed offers", held(bench, Ending.CANCELLED), OFFERS_PER_S, client));
        rows.add(row("whole orders", held(bench, Ending.DELIVERED), WHOLE_PER_S, client));
        return rows;
    }

    private static List<Result> held(Bench bench, Ending ending) throws Exception {
        try (var town = Town.open(bench)) {
            double rate = bench.quick() ? 20 : highest(town, ending);
            var results = new ArrayList<Result>();
            while (results.size() < (bench.quick() ? 1 : TIMES)) {
                var held = bench.quick() ? Duration.ofSeconds(1) : HELD;
                var result = town.run(new Load(rate, SETTLE, held, ending));
                if (result.sustained() || rate < FIRST_PER_S / 4) {
                    results.add(result);
                } else {
                    // For a few seconds it went well, for longer it does not.
                    rate *= BACK;
                    results.clear();
                }
            }
            town.audit();
            return results;
        }
    }

    private static double highest(Town town, Ending ending) throws InterruptedException {
        town.warmUp(ending);
        double kept = FIRST_PER_S / 2;
        double rate = FIRST_PER_S;
        while (town.run(new Load(rate, SETTLE, PROBED, ending)).sustained()) {
            kept = rate;
            rate *= STEP;
        }
        return kept;
    }

    private static Row row(String goal, List<Result> results, double target, String client) {
        String ending =
                results.getFirst().load().ending() == Ending.CANCELLED
                        ? "each cancelled by its customer at its offer"
                        : "each picked up and delivered at once after its acceptance";
        var rates =
                Spread.of(
                        results.stream()
                                .map(
                                        result ->
                                                result.load().ending() == Ending.CANCELLED
                                                        ? result.offersPerS()
                                                        : result.endsPerS())
                                .toList());
        var last = results.getLast();
        String note =
                String.format(
                        Locale.ROOT,
                        "%s; POST to offer p50 %.1f, p99 %.1f ms; a driver is held p50 %.1f ms; ms"
                                + " of a core an order: %s%s",
                        ending,
                        Timings.ms(last.timings().offered(), 50),
                        Timings.ms(last.timings().offered(), 99),
                        Timings.ms(last.timings().held(), 50),
                        last.cpuText(),
                        client);
        return new Row(goal, "/s", rates, null, new Target.AtLeast(target), note);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
