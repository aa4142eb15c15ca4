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
import java.util.List;
import java.util.Locale;

/** That a burst is over soon after it ends, and that nothing of it is lost. */
public final class BurstBenchmark implements Benchmark {

    private static final double USUAL_PER_S = 50;
    private static final double TIMES = 10;
    private static final double BACK_S = 10;

    /** Of the latency: as it was, but for what two short measures differ by anyway. */
    private static final double AS_BEFORE = 1.5;

    private record Size(double usualPerS, Duration usual, Duration burst) {}

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public Needs needs() {
        return Needs.TOWN;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var size =
                bench.quick()
                        ? new Size(5, Duration.ofSeconds(1), Duration.ofSeconds(1))
                        : new Size(USUAL_PER_S, Duration.ofSeconds(10), Duration.ofSeconds(30));
        var town = bench.town();
        var before = town.run(load(size.usualPerS(), size.usual()));
        var burst = town.run(load(size.usualPerS() * TIMES, size.burst()));
        var after = town.run(load(size.usualPerS(), size.usual()));
        return List.of(
                new Row(
                        String.format(
                                Locale.ROOT,
                                "until a burst of %.0f × %.0f/s for %d s has ended",
                                TIMES,
                                size.usualPerS(),
                                size.burst().toSeconds()),
                        "s",
                        Spread.of(List.of(burst.drainS())),
                        null,
                        new Target.AtMost(BACK_S),
                        String.format(
                                Locale.ROOT,
                                "%,d orders: %,d taken, of which %,d ended as they were meant"
                                        + " to, and %,d answered 503",
                                burst.counts().sent(),
                                burst.counts().taken(),
                                burst.counts().ended(),
                                burst.counts().turnedAway())),
                new Row(
                        "offer after it, p99, beside before it",
                        "ms",
                        p99Ms(after),
                        p99Ms(before),
                        new Target.RatioAtMost(AS_BEFORE),
                        null));
    }

    private static Load load(double perS, Duration measured) {
        return new Load(perS, Duration.ZERO, measured, Ending.DELIVERED);
    }

    private static Spread p99Ms(Result result) {
        return Spread.of(List.of(Timings.ms(result.timings().offered(), 99)));
    }
}
