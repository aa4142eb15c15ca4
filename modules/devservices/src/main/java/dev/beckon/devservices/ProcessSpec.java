package dev.beckon.devservices;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How a process is started, known to be ready, and stopped.
 *
 * @param name of its record and log
 * @param title as people know it
 * @param environment added to that of this JVM
 * @param port that it listens on
 * @param stopSignal on which it stops in good order
 * @param startPatience after which a start has failed
 * @param prepare run before each start: mends what a crash left behind
 * @param ready whether it serves; asked again and again
 */
public record ProcessSpec(
        String name,
        String title,
        List<String> command,
        Map<String, String> environment,
        int port,
        Signal stopSignal,
        Duration startPatience,
        Runnable prepare,
        BooleanSupplier ready) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
