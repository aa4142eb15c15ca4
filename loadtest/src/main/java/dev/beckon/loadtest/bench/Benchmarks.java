package dev.beckon.loadtest.bench;

import dev.beckon.loadtest.accepted.AcceptedBenchmark;
import dev.beckon.loadtest.orders.LatencyBenchmark;
import dev.beckon.loadtest.orders.OrdersBenchmark;
import java.util.List;

/** The table of what is measured, in the order in which it is. */
final class Benchmarks {

    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of(new OrdersBenchmark(), new LatencyBenchmark(), new AcceptedBenchmark());
    }
}
