package dev.beckon.loadtest.database;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Spread;
import dev.beckon.loadtest.bench.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * How fast a queue of orders that has piled up is worked off: from a dispatcher's first fold until
 * each order has its first offer, or was told to wait, and Kafka has taken that.
 *
 * <p>Nobody receives the offers, so each falls due again after some 3 s; but what comes of that
 * stands behind the queue in every partition, and counts for nothing here. The drivers stay held
 * meanwhile, and the map empties as the queue does. So it does for the limit, which claims as many
 * drivers of an equal table.
 */
public final class DrainBenchmark implements Benchmark {

    /** Of this part each the rate is taken; the first two are the warm-up. */
    private static final int PARTS = 10;

    private static final int WARM_UP_PARTS = 2;

    private static final double ON_HOT_SPOT = 0.2;

    /**
     * Whose round is cut off leaves what only a recovery would publish: no audit would be clean.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String LIMIT_TABLE = "limit_drivers";

    private static final String[] DISPATCHER = {"--roles=dispatcher", "--beckon.node=drain"};

    private record Size(int orders, int drivers) {}

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        var size = bench.quick() ? new Size(500, 1_000) : new Size(200_000, 250_000);
        var ground = Ground.city();
        try (var services = bench.fresh()) {
            bench.progress("%,d drivers by SQL".formatted(size.drivers()));
            // Makes the topics.
            bench.application(services, DISPATCHER).close();
            try (var drivers = new DriversTable(services)) {
                drivers.fill(size.drivers(), ground);
                drivers.copy(LIMIT_TABLE);
                var limit =
                        new ClaimLimit(
                                services, bench, drivers, LIMIT_TABLE, ground, size.orders());
                limit.take();
                queue(bench, services, size, ground);
                bench.progress("a dispatcher");
                var drained = drain(bench, services);
                int offered = drivers.ordersIn("OFFERED");
                int searching = drivers.ordersIn("SEARCHING");
                limit.take();
                var report = bench.audit(services);
                return List.of(
                        new Row(
                                "%,d waiting orders claimed and offered".formatted(size.orders()),
                                "orders/s",
                                drained.rate(),
                                limit.best(),
                                new Target.RatioAtLeast(0.3),
                                "%s; as it ended %,d orders had an offer and %,d were without; %,d"
                                                .formatted(
                                                        drained.note(),
                                                        offered,
                                                        searching,
                                                        report.counts().offers())
                                        + " offers audited; limit: "
                                        + limit.note()));
            }
        }
    }

    private static void queue(Bench bench, DevServices services, Size size, Ground ground) {
        bench.progress("%,d orders, before any dispatcher".formatted(size.orders()));
        var random = new Random(4);
        try (var intake = new IntakeKafka(services.bootstrapServers())) {
            for (int i = 0; i < size.orders(); i++) {
                boolean hot = random.nextDouble() < ON_HOT_SPOT;
                intake.tell(
                        IntakeKafka.order(
                                hot ? Ground.hotSpot(random) : ground.anywhere(random),
                                ground.anywhere(random),
                                Instant.now()));
            }
            intake.await();
        }
    }

    /**
     * @param rate of each part of the queue that was worked off
     */
    private record Drained(Spread rate, String note) {}

    private static Drained drain(Bench bench, DevServices services) throws InterruptedException {
        try (var queue = new QueueKafka(services.bootstrapServers())) {
            var watch = new QueueWatch(queue.length(), queue::done, System::nanoTime);
            var watching = Thread.ofPlatform().name("queue").start(watch);
            try (var application = bench.application(services, DISPATCHER)) {
                watching.join(PATIENCE);
                watch.stop();
                watching.join();
                if (!application.process().isAlive()) {
                    throw new LoadtestException(
                            "The dispatcher has ended: see " + application.process().log());
                }
            } finally {
                watch.stop();
            }
            if (watch.done() < queue.length()) {
                throw new LoadtestException(
                        "After %d s only %,d of %,d orders were decided"
                                .formatted(PATIENCE.toSeconds(), watch.done(), queue.length()));
            }
            var rates = watch.rates(PARTS).stream().skip(WARM_UP_PARTS).toList();
            return new Drained(Spread.of(rates), watch.note());
        }
    }
}
