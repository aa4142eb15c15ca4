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

/**
 * Goal 1: how many orders a second can be kept up. The rate grows by steps until one is too much;
 * the highest that was kept up is then held three times.
 */
public final class OrdersBenchmark implements Benchmark {

    private static final double OFFERS_PER_S = 2_400;
    private static final double WHOLE_PER_S = 1_000;

    private static final double FIRST_PER_S = 400;
    private static final double LEAST_PER_S = 50;
    private static final double STEP = 1.25;
    private static final double BACK = 0.8;

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration PROBED = Duration.ofSeconds(5);
    private static final int TIMES = 3;
    private static final int TRIES = 2;

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Needs needs() {
        return Needs.TOWN;
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
        var whole = held(bench, bench.town(), Ending.DELIVERED, FIRST_PER_S);
        double firstPerS = whole.getLast().load().perS();
        var claimed = held(bench, bench.town(), Ending.CANCELLED, firstPerS);
        return List.of(
                row("claimed offers", claimed, OFFERS_PER_S, client),
                row("whole orders", whole, WHOLE_PER_S, client));
    }

    private static List<Result> held(Bench bench, Town town, Ending ending, double firstPerS)
            throws InterruptedException {
        double rate = bench.quick() ? 20 : highest(town, ending, firstPerS);
        var results = new ArrayList<Result>();
        while (results.size() < (bench.quick() ? 1 : TIMES)) {
            var result = town.run(new Load(rate, SETTLE, bench.held(), ending));
            if (result.sustained() || rate < LEAST_PER_S) {
                results.add(result);
            } else {
                // For a few seconds it went well, for longer it does not.
                town.rest();
                rate *= BACK;
                results.clear();
            }
        }
        return results;
    }

    private static double highest(Town town, Ending ending, double firstPerS)
            throws InterruptedException {
        // Where not even the first is kept up, what is held begins below it.
        double kept = firstPerS * BACK;
        double rate = firstPerS;
        while (isKeptUp(town, ending, rate)) {
            kept = rate;
            rate *= STEP;
        }
        return kept;
    }

    /** At the first or at the second try: what is still compiling stumbles once. */
    private static boolean isKeptUp(Town town, Ending ending, double rate)
            throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (town.run(new Load(rate, SETTLE, PROBED, ending)).sustained()) {
                return true;
            }
            town.rest();
        }
        return false;
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
