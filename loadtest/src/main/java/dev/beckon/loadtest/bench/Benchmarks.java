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
import java.util.Comparator;
import java.util.List;

/** The table of what is measured. */
final class Benchmarks {

    private static final Benchmark ORDERS = new OrdersBenchmark();

    private Benchmarks() {}

    /** In the order in which they are measured: orders overload the town that some share. */
    static List<Benchmark> all() {
        return List.of(
                new LatencyBenchmark(),
                new BurstBenchmark(),
                ORDERS,
                new AcceptedBenchmark(),
                new DrainBenchmark(),
                new PositionsBenchmark(),
                new PushBenchmark(),
                new HopBenchmark(),
                new NearestBenchmark(),
                new GrowthBenchmark());
    }

    /** In the order of the goals, of which orders are the first. */
    static List<Outcome> byGoal(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparing(each -> !each.benchmark().equals(ORDERS.name())))
                .toList();
    }
}
