package dev.beckon.loadtest.positions;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Spread;
import dev.beckon.loadtest.bench.Target;
import dev.beckon.loadtest.sockets.Socket;
import dev.beckon.loadtest.sockets.Sockets;
import dev.beckon.loadtest.sockets.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Positions from drivers' sockets through Kafka into the driver index, by an application with all
 * its roles. The limit of their number is what PostgreSQL takes alone, of the index its size when
 * it is built anew over the same rows, of the search its time before the first position.
 */
public final class PositionsBenchmark implements Benchmark {

    private static final double RATE_TARGET = 20_000;
    private static final double FINDABLE_TARGET_MS = 1_000;
    private static final double INDEX_TARGET = 4;
    private static final double SEARCH_TARGET = 1.5;

    private static final int DRIVERS = 5_000;
    private static final double PER_SECOND = 4;
    private static final int SAMPLED = 100;
    private static final int SEARCHES = 5_000;
    private static final int WINDOWS = 3;
    private static final long PATIENCE_S = 90;
    private static final long LOOK_MS = 200;
    private static final int LOOKS_A_SHIFT = 100;
    private static final String ONLINE = "{\"type\":\"SHIFT\",\"state\":\"ONLINE\"}";

    /** For so long each window lasts; the first of these is for warming up. */
    private record Times(int warmUpS, int windowS) {
        static Times of(Bench bench) {
            if (bench.quick()) {
                return new Times(1, 1);
            }
            return bench.full() ? new Times(60, 200) : new Times(40, 10);
        }
    }

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        int n = bench.quick() ? 20 : DRIVERS;
        var services = bench.services();
        try (var app = bench.application("--roles=all", "--beckon.limits.positions=100000/10m");
                var users = Users.register(bench, app.url(), ActorRole.DRIVER, n);
                var sockets = new Sockets();
                var index = new DriverIndexTable(services);
                var looking = new DriverIndexTable(services);
                var folded = new FoldedKafka(services.bootstrapServers())) {
            var open = users.open(sockets, _ -> (_, _) -> {});
            begin(sockets, open, index, n);
            var limit = PositionsLimitTable.prepare(bench, services, n);
            var limits = new ArrayList<Double>();
            limit.rate();
            limits.add(limit.rate());
            index.tidy();
            int searches = bench.quick() ? 50 : SEARCHES;
            index.nearestP99Ms(searches);
            var quiet = new ArrayList<Double>();
            for (int i = 0; i < WINDOWS; i++) {
                quiet.add(index.nearestP99Ms(searches));
            }
            var driven = drive(bench, users, sockets, open, looking, folded);
            settle(folded);
            var after = new ArrayList<Double>();
            for (int i = 0; i < WINDOWS; i++) {
                after.add(index.nearestP99Ms(searches));
            }
            double grown = index.indexBytes() / 1024.0;
            double fresh = index.freshIndexBytes() / 1024.0;
            for (int i = 1; i < WINDOWS; i++) {
                limits.add(limit.rate());
            }
            return List.of(
                    new Row(
                            "positions into the driver index",
                            "/s",
                            Spread.of(driven.rates),
                            Spread.of(limits),
                            new Target.AtLeast(RATE_TARGET),
                            driven.note()),
                    new Row(
                            "from position to findable, p99",
                            "ms",
                            Spread.of(driven.findableMs),
                            null,
                            new Target.AtMost(FINDABLE_TARGET_MS),
                            null),
                    new Row(
                            "index of the drivers, after and built anew",
                            "KiB",
                            Spread.of(List.of(grown)),
                            Spread.of(List.of(fresh)),
                            new Target.RatioAtMost(INDEX_TARGET),
                            null),
                    new Row(
                            "search for the nearest, p99, after and before",
                            "ms",
                            Spread.of(after),
                            Spread.of(quiet),
                            new Target.RatioAtMost(SEARCH_TARGET),
                            null));
        }
    }

    /** Everybody on shift and somewhere. */
    private static void begin(
            Sockets sockets, List<Socket> open, DriverIndexTable index, int drivers)
            throws Exception {
        try (var fleet = new Fleet(sockets, open, 1, (_, _) -> {})) {
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            for (int looks = 0; index.located() < drivers; looks++) {
                if (System.nanoTime() > endNs) {
                    throw new LoadtestException(
                            "Of %d drivers %d are on the map".formatted(drivers, index.located()));
                }
                if (looks % LOOKS_A_SHIFT == 0) {
                    // Again, as any client whose command was not acknowledged does.
                    open.forEach(socket -> socket.sendAnyway(ONLINE));
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    /** What the drive leaves is the table's, and not the work that is under way. */
    private static void settle(FoldedKafka folded) throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (folded.indexed() < folded.produced()) {
            if (System.nanoTime() > endNs) {
                throw new LoadtestException(
                        "Positions wait for the driver index after " + PATIENCE_S + " s");
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /** What each window came to. */
    private static final class Driven {
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> findableMs = new ArrayList<>();
        private double sentPerSecond;
        private double producedPerSecond;
        private long heldBack;

        String note() {
            return "sent %,.0f/s (%,d held back), in Kafka %,.0f/s"
                    .formatted(sentPerSecond, heldBack, producedPerSecond);
        }
    }

    private static Driven drive(
            Bench bench,
            Users users,
            Sockets sockets,
            List<Socket> open,
            DriverIndexTable looking,
            FoldedKafka folded)
            throws InterruptedException {
        var times = Times.of(bench);
        var sampled = users.ids().subList(0, Math.min(SAMPLED, open.size()));
        var driven = new Driven();
        try (var findability = new Findability(looking, sampled);
                var fleet = new Fleet(sockets, open, PER_SECOND, findability::told)) {
            findability.start();
            TimeUnit.SECONDS.sleep(times.warmUpS());
            findability.takeP99Ms();
            long beginNs = System.nanoTime();
            long sentBefore = fleet.sent();
            long producedBefore = folded.produced();
            for (int i = 0; i < WINDOWS; i++) {
                long fromNs = System.nanoTime();
                long before = folded.indexed();
                TimeUnit.SECONDS.sleep(times.windowS());
                double seconds = (System.nanoTime() - fromNs) / 1e9;
                driven.rates.add((folded.indexed() - before) / seconds);
                driven.findableMs.add(findability.takeP99Ms());
                bench.progress(
                        "%,.0f/s, findable within %,.0f ms"
                                .formatted(driven.rates.getLast(), driven.findableMs.getLast()));
            }
            double seconds = (System.nanoTime() - beginNs) / 1e9;
            driven.sentPerSecond = (fleet.sent() - sentBefore) / seconds;
            driven.producedPerSecond = (folded.produced() - producedBefore) / seconds;
            driven.heldBack = fleet.heldBack();
        }
        if (open.stream().anyMatch(socket -> !socket.isOpen())) {
            throw new LoadtestException("The application closed drivers' sockets");
        }
        return driven;
    }
}
