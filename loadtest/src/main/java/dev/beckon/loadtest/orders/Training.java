package dev.beckon.loadtest.orders;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Lets an application learn which of its classes and methods matter (JEP 483, 514 and 515): those
 * that come after it start warm. What it learnt is good for one build and one JDK.
 */
public final class Training {

    private static final List<Load> LOADS =
            List.of(
                    load(100, 15, Ending.DELIVERED),
                    load(200, 25, Ending.DELIVERED),
                    load(200, 10, Ending.CANCELLED),
                    load(300, 20, Ending.DELIVERED));

    /** The JVM sorts what it has seen when it ends, in a process of its own. */
    private static final Duration WRITING = Duration.ofMinutes(3);

    private Training() {}

    /** Trains one, unless one of this build has been. */
    public static void run(Bench bench) throws InterruptedException {
        var trained = new ApplicationJar(bench.root()).trained();
        if (Files.exists(trained)) {
            return;
        }
        bench.progress("training an application of this build");
        var draft = trained.resolveSibling("training.aot");
        try (var town = Town.open(bench, "-XX:AOTCacheOutput=" + draft)) {
            for (var load : LOADS) {
                town.run(load);
            }
            bench.progress("what it learnt is being written");
            town.end(WRITING);
            Files.move(draft, trained, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new LoadtestException("The application left no AOT cache: " + e, e);
        }
    }

    private static Load load(double perS, int seconds, Ending ending) {
        return new Load(perS, Duration.ZERO, Duration.ofSeconds(seconds), ending);
    }
}
