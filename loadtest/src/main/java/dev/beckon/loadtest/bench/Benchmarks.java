package dev.beckon.loadtest.bench;

import java.util.List;

/** The table of what is measured, in the order in which it is. */
final class Benchmarks {

    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of();
    }
}
