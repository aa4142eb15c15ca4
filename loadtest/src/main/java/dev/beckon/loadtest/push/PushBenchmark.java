package dev.beckon.loadtest.push;

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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The gateway alone (roles {@code identity,gateway}; what a dispatcher would say is written to its
 * topic) beside a server in Node that does the same: the same sockets, client, number and size of
 * messages, and as many on their way at once.
 *
 * <p>One event to all sockets is one customer with many: the event is read and encoded once, what
 * follows is fan-out. One event to each socket is many customers with an order each, whose every
 * message is an event of its own, read and encoded for it; Node then reads its events as JSON, too,
 * but from a socket, not from Kafka.
 */
public final class PushBenchmark implements Benchmark {

    private static final double RATE_TARGET = 0.8;
    private static final double HEAP_TARGET = 3;
    private static final int SOCKETS = 1_000;

    /** Far from what a mailbox takes before it cuts a reader off. */
    private static final int AT_ONCE_TO_ALL = 32;

    private static final int AT_ONCE_TO_EACH = 8;
    private static final double SECONDS = 3;

    /** An application that has just started compiles more than it pushes. */
    private static final int WARM_UPS = 8;

    private static final int WARM_UPS_AGAIN = 2;

    /** After which used tickets are no longer remembered. */
    private static final long TICKETS_EXPIRE_MS = 33_000;

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        int n = bench.quick() ? 10 : SOCKETS;
        // Statuses without their events would be breaches to the audit of the run's own services.
        try (var services = bench.fresh();
                var app = bench.application(services, "--roles=identity,gateway");
                var node = NodeFanout.start(bench.root(), bench.folder());
                var sockets = new Sockets();
                var users = Users.register(bench, app.url(), ActorRole.CUSTOMER, n)) {
            var idle = idle(bench, app.pid(), node, sockets, users);
            var push = StatusFeedKafka.message();
            var customers = users.ids();
            Row toEach;
            try (var ours = Readers.open(on -> users.open(sockets, _ -> on));
                    var theirs = Readers.open(on -> open(sockets, node, n, on));
                    var feed = new StatusFeedKafka(services.bootstrapServers(), customers)) {
                var one = publisher(sockets, node, "/one");
                toEach =
                        row(
                                bench,
                                "one event to each of %,d sockets".formatted(n),
                                WARM_UPS,
                                AT_ONCE_TO_EACH,
                                ours,
                                feed,
                                theirs,
                                () -> toEach(one, n, push));
            }
            try (var ours = Readers.open(on -> users.open(sockets, 0, n, _ -> on));
                    var theirs = Readers.open(on -> open(sockets, node, n, on));
                    var feed =
                            new StatusFeedKafka(
                                    services.bootstrapServers(), customers.subList(0, 1))) {
                var all = publisher(sockets, node, "/all");
                var toAll =
                        row(
                                bench,
                                "one event to all of %,d sockets".formatted(n),
                                WARM_UPS_AGAIN,
                                AT_ONCE_TO_ALL,
                                ours,
                                feed,
                                theirs,
                                () -> toAll(all, push));
                return List.of(toAll, toEach, idle);
            }
        }
    }

    /**
     * @param atOnce events to each socket that are on their way
     */
    private static Row row(
            Bench bench,
            String goal,
            int warmUps,
            int atOnce,
            Readers ours,
            StatusFeedKafka feed,
            Readers theirs,
            Runnable limit)
            throws Exception {
        bench.progress(goal);
        begin(ours, feed);
        var spreads =
                bench.repeat(
                        warmUps,
                        3,
                        () -> rate(bench, ours, atOnce, () -> feed.send(atOnce)),
                        () -> rate(bench, theirs, atOnce, limit));
        return new Row(
                goal,
                "messages/s",
                spreads.beckon(),
                spreads.limit(),
                new Target.RatioAtLeast(RATE_TARGET),
                null);
    }

    /** The heap of both, with all sockets open and with none. */
    private static Row idle(Bench bench, long pid, NodeFanout node, Sockets sockets, Users users)
            throws Exception {
        int n = users.size();
        bench.progress("%,d idle sockets".formatted(n));
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        // The first ones load classes.
        Readers.open(on -> users.open(sockets, 0, 1, _ -> on)).close();
        try (var _ = Readers.open(on -> users.open(sockets, _ -> on));
                var _ = Readers.open(on -> open(sockets, node, n, on))) {
            Thread.sleep(bench.quick() ? 0 : TICKETS_EXPIRE_MS);
            // What has expired is forgotten when another comes.
            Readers.open(on -> users.open(sockets, 0, 1, _ -> on)).close();
            for (int i = 0; i < 3; i++) {
                ours.add((double) Heap.liveBytes(pid));
                theirs.add((double) node.heapBytes());
            }
        }
        Thread.sleep(bench.quick() ? 0 : 2_000);
        for (int i = 0; i < 3; i++) {
            ours.set(i, (ours.get(i) - Heap.liveBytes(pid)) / n / 1024);
            theirs.set(i, (theirs.get(i) - node.heapBytes()) / n / 1024);
        }
        return new Row(
                "heap of an idle socket, of %,d".formatted(n),
                "KiB",
                Spread.of(ours),
                Spread.of(theirs),
                new Target.RatioAtMost(HEAP_TARGET),
                null);
    }

    /** Messages a second while no more than that many are on their way to each. */
    private static double rate(Bench bench, Readers readers, int atOnce, Runnable burst)
            throws InterruptedException {
        long from = System.nanoTime();
        double seconds = 0;
        long messages = 0;
        while (seconds < (bench.quick() ? 0.2 : SECONDS)) {
            burst.run();
            readers.awaitEach(atOnce);
            messages += (long) atOnce * readers.size();
            seconds = (System.nanoTime() - from) / 1e9;
        }
        return messages / seconds;
    }

    /** Lets the snapshots pass, and what is told of an order once; from then on one for one. */
    private static void begin(Readers readers, StatusFeedKafka feed) throws InterruptedException {
        readers.settle();
        feed.send(1);
        readers.settle();
    }

    private static List<Socket> open(
            Sockets sockets, NodeFanout node, int number, Sockets.Listener listener)
            throws InterruptedException {
        var opened = new ArrayList<Socket>();
        for (int i = 0; i < number; i++) {
            opened.add(open(sockets, node.url().resolve("/ws?user=" + i), listener));
        }
        return opened;
    }

    private static Socket publisher(Sockets sockets, NodeFanout node, String path)
            throws InterruptedException {
        return open(sockets, node.url().resolve(path), (_, _) -> {});
    }

    private static Socket open(Sockets sockets, URI uri, Sockets.Listener listener)
            throws InterruptedException {
        try {
            return sockets.open(uri, listener).get();
        } catch (ExecutionException e) {
            throw new LoadtestException("Node opens no socket: " + e.getCause(), e);
        }
    }

    private static void toAll(Socket all, String push) {
        for (int i = 0; i < AT_ONCE_TO_ALL; i++) {
            all.sendAnyway(push);
        }
    }

    private static void toEach(Socket one, int users, String push) {
        for (int i = 0; i < AT_ONCE_TO_EACH; i++) {
            for (int user = 0; user < users; user++) {
                one.sendAnyway("{\"to\":\"" + user + "\",\"push\":" + push + "}");
            }
        }
    }
}
