package dev.beckon.dispatch.drivers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the signals that drivers send: each is counted once. */
final class DriverIndexMetrics {

    private final Counter written;
    private final Counter thinned;
    private final Counter still;
    private final Counter held;

    DriverIndexMetrics(MeterRegistry registry) {
        written = counter(registry, "written");
        thinned = counter(registry, "thinned");
        still = counter(registry, "still");
        held = counter(registry, "held");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("beckon.signals")
                .description("Positions and signs of life, by what the driver index made of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** A later one of the same driver had come when they were read. */
    void thinned(int howMany) {
        thinned.increment(howMany);
    }

    void told(int howMany, DriverIndexTable.Told told) {
        still.increment(told.still());
        held.increment(told.skipped().size());
        written.increment(howMany - told.still() - told.skipped().size());
    }
}
