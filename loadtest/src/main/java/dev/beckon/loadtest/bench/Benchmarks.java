package dev.beckon.loadtest.bench;

import dev.beckon.loadtest.database.DrainBenchmark;
import dev.beckon.loadtest.database.GrowthBenchmark;
import dev.beckon.loadtest.database.NearestBenchmark;
import java.util.List;

/** The table of what is measured, in the order in which it is. */
final class Benchmarks {

    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of(new DrainBenchmark(), new NearestBenchmark(), new GrowthBenchmark());
    }
}
