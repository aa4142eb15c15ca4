package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of a program writes down which of its classes and methods matter (JEP 483, 514 and
 * 515): those that come after it start warm. What it learnt is good for one build and one JDK.
 *
 * @param learnt the AOT cache; there need not be one
 */
public record Training(Path learnt) {

    private static final String OPTION = "-XX:AOTCacheOutput=";

    /** The JVM sorts what it has seen when it ends, in a process of its own. */
    private static final Duration WRITING = Duration.ofMinutes(3);

    public boolean done() {
        return Files.exists(learnt);
    }

    /** For the JVM that learns. */
    public String option() {
        return OPTION + draft();
    }

    /** For those that come after it, once it is done. */
    String useOption() {
        return "-XX:AOTCache=" + learnt.toAbsolutePath();
    }

    /** Whether a JVM with this option learns, which it cannot from where another left off. */
    static boolean isOption(String argument) {
        return argument.startsWith(OPTION);
    }

    /**
     * Ends the process that learns, in good order, and keeps what it learnt.
     *
     * @throws DevServicesException if it leaves nothing
     */
    public void end(ServiceProcess learner) throws InterruptedException {
        var process = ProcessHandle.of(learner.pid()).orElseThrow();
        process.destroy();
        try {
            process.onExit().get(WRITING.toMillis(), TimeUnit.MILLISECONDS);
            Files.move(draft(), learnt, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new DevServicesException(learner.title() + " left no AOT cache: " + e, e);
        }
    }

    private Path draft() {
        return learnt.resolveSibling(learnt.getFileName() + ".draft");
    }
}
