package dev.beckon.loadtest.accepted;

import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Target;
import dev.beckon.loadtest.harness.PeopleHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Goal 3: orders taken with 202, beside a 202 of the same process behind the same token check that
 * does nothing. Nobody dispatches them meanwhile: it is the edge alone that is measured.
 */
public final class AcceptedBenchmark implements Benchmark {

    private static final double RATIO = 0.5;
    private static final String ORDERS = "/orders";
    private static final String NO_OP = "/no-op";
    private static final int TIMES = 3;
    private static final int CUSTOMERS = 64;

    /** So many that it is the server that is busy, and not who waits for one answer each. */
    private static final int CONNECTIONS = 128;

    /** As many as a server answers in its first seconds, when others have its cores. */
    private static final int FEW = 2;

    private static final Duration EACH = Duration.ofSeconds(5);

    /** Of each: what takes orders compiles for more than a minute. */
    private static final int WARM_UPS = 6;

    @Override
    public String name() {
        return "accepted";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        try (var services = bench.fresh();
                var application =
                        bench.application(
                                services,
                                "--roles=identity,orders",
                                "--beckon.no-op=true",
                                // Nobody dispatches: what is placed would soon be refused.
                                "--beckon.orders.backlog=1h",
                                "--beckon.limits.orders=100000000/1m")) {
            int connections = bench.quick() ? FEW : CONNECTIONS;
            var wrk =
                    new Wrk(
                            bench.folder(),
                            application.url(),
                            tokens(application.url()),
                            connections);
            var duration = bench.quick() ? Duration.ofSeconds(4) : EACH;
            var runs = new ArrayList<Integer>();
            var spreads =
                    bench.repeat(
                            WARM_UPS,
                            TIMES,
                            () -> told(bench, "orders", wrk.perS(ORDERS, duration, run(runs))),
                            () -> told(bench, "no-op", wrk.perS(NO_OP, duration, run(runs))));
            return List.of(
                    new Row(
                            "orders taken (202)",
                            "/s",
                            spreads.beckon(),
                            spreads.limit(),
                            new Target.RatioAtLeast(RATIO),
                            connections
                                    + " connections, each order with a key of its own; roles"
                                    + " identity and orders"));
        }
    }

    private static List<String> tokens(URI server) {
        try (var people = new PeopleHttp(server)) {
            var tokens = new ArrayList<String>();
            for (int i = 0; i < CUSTOMERS; i++) {
                tokens.add(people.signIn("accepted-" + i, false));
            }
            // The first answer of a cold server may take longer than a short run.
            for (String path : List.of(ORDERS, NO_OP)) {
                people.post(path, tokens.getFirst(), Wrk.ORDER);
            }
            return tokens;
        }
    }

    private static String run(List<Integer> runs) {
        runs.add(runs.size());
        return "run" + runs.size();
    }

    private static double told(Bench bench, String what, double perS) {
        bench.progress("%s: %,.0f/s".formatted(what, perS));
        return perS;
    }
}
