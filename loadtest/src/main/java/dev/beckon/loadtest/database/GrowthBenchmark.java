package dev.beckon.loadtest.database;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Application;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Spread;
import dev.beckon.loadtest.bench.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What an order costs from being placed to DELIVERED, in computing time of the dispatchers,
 * PostgreSQL and Kafka together: with ever more drivers, who stand as close to each other as ever;
 * with several dispatchers; with a million orders in the past. Each row stands beside the one it is
 * to be compared with.
 */
public final class GrowthBenchmark implements Benchmark {

    private static final int FEWEST = 1_000;
    private static final List<Integer> DRIVERS = List.of(10_000, 100_000);
    private static final List<Integer> FULL_DRIVERS = List.of(10_000, 100_000, 1_000_000);
    private static final List<Integer> FULL_DISPATCHERS = List.of(2, 4);
    private static final int FINISHED = 1_000_000;

    /** Enough for rounds of some dozens, and no crowd for the fewest drivers. */
    private static final int AT_ONCE = 200;

    private static final int REPETITIONS = 3;

    /** The fewest come first, and what all others are compared with must not be a cold process. */
    private static final int WARM_UPS = 5;

    /** Halves of the rounds cost more than whole ones. */
    private static final double TWICE_THE_DISPATCHERS = 4.0 / 3;

    /** The past costs nothing: what is more is the measure's own spread. */
    private static final double PAST = 1.2;

    private static final double UNSERVED_AT_MOST = 0.01;

    /**
     * @param orders of a repetition
     */
    private record Size(
            int orders,
            int warmUp,
            List<Integer> drivers,
            List<Integer> dispatchers,
            int finished) {

        static Size of(Bench bench) {
            if (bench.quick()) {
                // Linux counts in hundredths of a second: an order alone may take none.
                return new Size(200, 20, List.of(3_000), List.of(2), 5_000);
            }
            return bench.full()
                    ? new Size(2_500, 8_000, FULL_DRIVERS, FULL_DISPATCHERS, FINISHED)
                    : new Size(2_500, 8_000, DRIVERS, List.of(), FINISHED);
        }
    }

    /**
     * @param costS computing time of 1,000 orders
     * @param rate orders a second, with {@link #AT_ONCE} under way
     */
    private record Cost(Spread costS, Spread rate) {}

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var size = Size.of(bench);
        try (var services = bench.fresh();
                var application = application(bench, services, "1");
                var drivers = new DriversTable(services);
                var crowd = new CrowdKafka(services.bootstrapServers(), AT_ONCE)) {
            var one = List.of(application);
            var rows = new ArrayList<Row>();

            bench.progress("%,d drivers".formatted(FEWEST));
            var village = Ground.asDenseFor(FEWEST);
            drivers.fill(FEWEST, village);
            bench.warmUp(
                    WARM_UPS,
                    () -> cost(bench, services, one, crowd, village, size).costS().median());
            var fewest = cost(bench, services, one, crowd, village, size);
            var ground = village;
            var last = fewest;
            for (int howMany : size.drivers()) {
                crowd.rest();
                bench.progress("%,d drivers".formatted(howMany));
                ground = Ground.asDenseFor(howMany);
                drivers.fill(howMany, ground);
                last = cost(bench, services, one, crowd, ground, size);
                rows.add(
                        row(
                                "an order among %,d drivers, beside %,d".formatted(howMany, FEWEST),
                                last,
                                fewest,
                                Math.log(howMany) / Math.log(FEWEST),
                                "the target is the ratio of the logarithms"));
            }

            var dispatchers = new ArrayList<>(one);
            try {
                for (int howMany : size.dispatchers()) {
                    bench.progress("%d dispatchers".formatted(howMany));
                    while (dispatchers.size() < howMany) {
                        dispatchers.add(
                                application(bench, services, "" + (dispatchers.size() + 1)));
                    }
                    warmUp(crowd, size, ground);
                    rows.add(
                            row(
                                    "an order with %d dispatchers, beside one".formatted(howMany),
                                    cost(bench, services, dispatchers, crowd, ground, size),
                                    last,
                                    Math.pow(
                                            TWICE_THE_DISPATCHERS, Math.log(howMany) / Math.log(2)),
                                    "processes on the same cores"));
                }
            } finally {
                dispatchers.removeAll(one);
                dispatchers.forEach(Application::close);
            }
            crowd.rest();
            check(crowd);
            bench.audit(services);

            bench.progress("%,d finished orders by SQL".formatted(size.finished()));
            var before = last;
            if (!size.dispatchers().isEmpty()) {
                before = cost(bench, services, one, crowd, ground, size);
                crowd.rest();
            }
            try (var finished = new FinishedTable(services)) {
                finished.add(size.finished());
                var after = cost(bench, services, one, crowd, ground, size);
                rows.add(
                        row(
                                "an order after %,d finished ones, beside none"
                                        .formatted(size.finished()),
                                after,
                                before,
                                PAST,
                                "rows of the past are copies of finished orders and their events"));
            }
            check(crowd);
            return rows;
        }
    }

    private static Application application(Bench bench, DevServices services, String node) {
        return bench.application(services, "--roles=dispatcher", "--beckon.node=growth-" + node);
    }

    /** A process that has just started compiles more than it dispatches. */
    private static void warmUp(CrowdKafka crowd, Size size, Ground ground) {
        var random = new Random(9);
        crowd.deliver(size.warmUp(), () -> ground.anywhere(random));
    }

    private static Row row(String goal, Cost cost, Cost beside, double atMost, String note) {
        return new Row(
                goal,
                "CPU s / 1,000 orders",
                cost.costS(),
                beside.costS(),
                new Target.RatioAtMost(atMost),
                String.format(
                        Locale.ROOT,
                        "%,.0f orders/s beside %,.0f; %s",
                        cost.rate().median(),
                        beside.rate().median(),
                        note));
    }

    private static Cost cost(
            Bench bench,
            DevServices services,
            List<Application> applications,
            CrowdKafka crowd,
            Ground ground,
            Size size)
            throws Exception {
        var random = new Random(5);
        var pids = new ArrayList<>(applications.stream().map(Application::pid).toList());
        pids.add(services.postgres().pid());
        pids.add(services.kafka().pid());
        var rates = new ArrayList<Double>();
        var costs =
                bench.repeat(
                        REPETITIONS,
                        () -> {
                            long from = System.nanoTime();
                            double before = CpuTime.seconds(pids);
                            crowd.deliver(size.orders(), () -> ground.anywhere(random));
                            double costS = CpuTime.seconds(pids) - before;
                            rates.add(size.orders() * 1e9 / (System.nanoTime() - from));
                            return costS * 1_000 / size.orders();
                        });
        // The first was the warm-up.
        var cost = new Cost(costs, Spread.of(rates.subList(1, rates.size())));
        bench.progress(
                String.format(
                        Locale.ROOT,
                        "%.2f CPU s / 1,000 orders, %,.0f orders/s",
                        cost.costS().median(),
                        cost.rate().median()));
        return cost;
    }

    private static void check(CrowdKafka crowd) {
        if (crowd.unserved() > UNSERVED_AT_MOST * crowd.delivered()) {
            throw new LoadtestException(
                    "%,d orders ended without a driver beside %,d that were delivered"
                            .formatted(crowd.unserved(), crowd.delivered()));
        }
    }
}
