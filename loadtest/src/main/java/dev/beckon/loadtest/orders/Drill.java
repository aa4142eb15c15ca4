package dev.beckon.loadtest.orders;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import java.time.Duration;
import java.util.List;

/** The load under which an application is trained, before one is measured. */
public final class Drill {

    private static final List<Load> LOADS =
            List.of(
                    load(100, 15, Ending.DELIVERED),
                    load(200, 25, Ending.DELIVERED),
                    load(200, 10, Ending.CANCELLED),
                    load(300, 20, Ending.DELIVERED));

    private Drill() {}

    /** Trains one, unless one of this build has been. */
    public static void run(Bench bench) throws InterruptedException {
        var drill = new ApplicationJar(bench.root()).drill();
        if (drill.done()) {
            return;
        }
        bench.progress("training an application of this build");
        try (var town = Town.open(bench, drill.option())) {
            for (var load : LOADS) {
                town.run(load);
            }
            bench.progress("what it learnt is being written");
            town.end(drill);
        }
    }

    private static Load load(double perS, int seconds, Ending ending) {
        return new Load(perS, Duration.ZERO, Duration.ofSeconds(seconds), ending);
    }
}
