package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process that Beckon runs: it can be stopped, killed, paused and restarted on its port. */
public final class ServiceProcess {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE_POLL = Duration.ofMillis(1);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final long LOG_LIMIT_BYTES = 20L * 1024 * 1024;

    private final ProcessSpec spec;
    private final StateFolder state;
    private final Watchdog watchdog;
    private volatile Process process;

    private ServiceProcess(ProcessSpec spec, StateFolder state, Watchdog watchdog) {
        this.spec = spec;
        this.state = state;
        this.watchdog = watchdog;
        this.process = launch();
    }

    /** Returns when it is ready. */
    static ServiceProcess start(ProcessSpec spec, StateFolder state, Watchdog watchdog) {
        return new ServiceProcess(spec, state, watchdog);
    }

    /** A Ctrl-C at the terminal goes to this JVM alone, which then stops all in order. */
    static List<String> inSessionOfItsOwn(List<String> command) {
        var prefixed = new ArrayList<String>();
        Programs.find("setsid").ifPresent(program -> prefixed.add(program.toString()));
        prefixed.addAll(command);
        return prefixed;
    }

    /** Ends a process that an earlier run left behind. */
    static void end(ProcessHandle process, Signal signal) {
        signal.send(List.of(process));
        Signal.CONT.send(List.of(process));
        if (!isGone(process, STOP_PATIENCE)) {
            killTree(process);
        }
    }

    public String name() {
        return spec.name();
    }

    public String title() {
        return spec.title();
    }

    public int port() {
        return spec.port();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return state.log(spec.name());
    }

    /** Where its present pid can be read, by others too. */
    public Path record() {
        return ProcessRecord.fileIn(state.run(), spec.name());
    }

    /** Completes when the present process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Stops it in good order, or the hard way when that takes too long. */
    public synchronized void stop() {
        end(process.toHandle(), spec.stopSignal());
        forget(process);
    }

    /** As a crash: the process and all of its children, without a word. */
    public synchronized void kill() {
        killTree(process.toHandle());
        forget(process);
    }

    /** Freezes it with all of its children. Returns when none of them does anything any more. */
    public synchronized void pause() {
        List<ProcessHandle> all = tree(process.toHandle());
        Signal.STOP.send(all);
        // On a busy machine a signal takes its time, and a server answers meanwhile.
        long deadline = System.nanoTime() + PAUSE_PATIENCE.toNanos();
        while (!all.stream().allMatch(Threads::stand)) {
            if (System.nanoTime() > deadline) {
                throw new DevServicesException(spec.title() + " does not pause");
            }
            LockSupport.parkNanos(PAUSE_POLL.toNanos());
        }
    }

    public synchronized void resume() {
        Signal.CONT.send(tree(process.toHandle()));
    }

    /** Stops it if it runs, and starts it on the same port and data. Returns when it is ready. */
    public synchronized void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch();
    }

    private Process launch() {
        spec.prepare().run();
        Path log = log();
        rotate(log);
        long logFrom = log.toFile().length();
        Process started;
        try {
            var builder =
                    new ProcessBuilder(inSessionOfItsOwn(spec.command()))
                            .directory(state.path().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(spec.environment());
            started = builder.start();
        } catch (IOException e) {
            throw new DevServicesException(
                    "Cannot start " + spec.title() + ": " + e.getMessage(), e);
        }
        watchdog.guard(started.toHandle(), spec.stopSignal());
        ProcessRecord.of(spec.name(), started.toHandle(), spec.port(), spec.stopSignal())
                .write(state.run());
        try {
            awaitReady(started, logFrom);
        } catch (RuntimeException e) {
            killTree(started.toHandle());
            forget(started);
            throw e;
        }
        return started;
    }

    private void awaitReady(Process started, long logFrom) {
        long deadline = System.nanoTime() + spec.startPatience().toNanos();
        while (!spec.ready().getAsBoolean()) {
            if (!started.isAlive()) {
                throw new DevServicesException(
                        spec.title()
                                + " ended with status "
                                + started.exitValue()
                                + " while it was starting; the end of "
                                + log()
                                + ":\n"
                                + LogTail.of(log(), logFrom));
            }
            if (System.nanoTime() > deadline) {
                throw new DevServicesException(
                        spec.title()
                                + " was not ready after "
                                + spec.startPatience().toSeconds()
                                + " s; the end of "
                                + log()
                                + ":\n"
                                + LogTail.of(log(), logFrom));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new DevServicesException("Interrupted while starting " + spec.title());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void forget(Process ended) {
        watchdog.release(ended.toHandle());
        ProcessRecord.find(state.run(), spec.name())
                .filter(record -> record.pid() == ended.pid())
                .ifPresent(record -> record.delete(state.run()));
    }

    private static void killTree(ProcessHandle process) {
        List<ProcessHandle> all = tree(process);
        Signal.KILL.send(all);
        for (ProcessHandle each : all) {
            // A new server would stumble over the old one's children.
            if (!isGone(each, KILL_PATIENCE)) {
                throw new DevServicesException(
                        "Process " + each.pid() + " does not end, not even by kill -9");
            }
        }
    }

    private static List<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static boolean isGone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new DevServicesException("Cannot wait for process " + process.pid(), e);
        }
    }

    private static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".old"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new DevServicesException("Cannot rotate " + log + ": " + e.getMessage(), e);
        }
    }
}
