package dev.beckon.loadtest.bench;

import dev.beckon.loadtest.accepted.AcceptedBenchmark;
import dev.beckon.loadtest.database.DrainBenchmark;
import dev.beckon.loadtest.database.GrowthBenchmark;
import dev.beckon.loadtest.database.NearestBenchmark;
import dev.beckon.loadtest.hop.HopBenchmark;
import dev.beckon.loadtest.orders.BurstBenchmark;
import dev.beckon.loadtest.orders.LatencyBenchmark;
import dev.beckon.loadtest.orders.OrdersBenchmark;
import dev.beckon.loadtest.positions.PositionsBenchmark;
import dev.beckon.loadtest.push.PushBenchmark;
import java.util.List;

/** The table of what is measured. */
final class Benchmarks {

    private Benchmarks() {}

    /** In the order of the goals, in which they are measured as well. */
    static List<Benchmark> all() {
        return List.of(
                new OrdersBenchmark(),
                new LatencyBenchmark(),
                new BurstBenchmark(),
                new AcceptedBenchmark(),
                new DrainBenchmark(),
                new PositionsBenchmark(),
                new PushBenchmark(),
                new HopBenchmark(),
                new NearestBenchmark(),
                new GrowthBenchmark());
    }
}
