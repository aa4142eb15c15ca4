package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the state folder remembers of a process: its pid, and its start time, without which a pid
 * that the system gave to somebody else would be taken for ours.
 *
 * @param port 0: it listens on none
 * @param stopSignal on which it stops in good order
 */
public record ProcessRecord(String name, long pid, Instant startedAt, int port, Signal stopSignal) {

    // The start time is reckoned from the time of boot, which steps with the wall clock.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final String LAUNCHER = "launcher-";
    private static final String SUFFIX = ".properties";

    /** The records of all processes that run by what this state folder says. */
    public static List<ProcessRecord> listRunning(Path stateFolder) {
        var records = new ArrayList<ProcessRecord>();
        Path folder = StateFolder.runIn(stateFolder);
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                var record = read(file);
                if (record.isPresent() && record.get().process().isPresent()) {
                    records.add(record.get());
                } else if (String.valueOf(file.getFileName()).startsWith(LAUNCHER)) {
                    // Each launcher has a record of its own: those that were killed pile up.
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new DevServicesException("Cannot read " + folder + ": " + e.getMessage(), e);
        }
        records.sort(Comparator.comparing(ProcessRecord::startedAt));
        return records;
    }

    /** The process, if it still runs and is the one that was recorded. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> sameTime(startedAt(handle), startedAt));
    }

    /** Stops it in good order, or the hard way when that takes too long. */
    public void stop() {
        process().ifPresent(process -> ServiceProcess.end(process, stopSignal));
    }

    /** Whether it is the process that started the others, and stops them when it is stopped. */
    public boolean isLauncher() {
        return name.startsWith(LAUNCHER);
    }

    static ProcessRecord of(String name, ProcessHandle process, int port, Signal stopSignal) {
        return new ProcessRecord(name, process.pid(), startedAt(process), port, stopSignal);
    }

    static ProcessRecord ofLauncher() {
        var self = ProcessHandle.current();
        return of(LAUNCHER + self.pid(), self, 0, Signal.TERM);
    }

    static Optional<ProcessRecord> find(Path runFolder, String name) {
        return read(fileIn(runFolder, name));
    }

    static Path fileIn(Path runFolder, String name) {
        return runFolder.resolve(name + SUFFIX);
    }

    void write(Path runFolder) {
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("startedAt", startedAt.toString());
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("stopSignal", stopSignal.name());
        Path file = fileIn(runFolder, name);
        Path draft = runFolder.resolve(name + ".draft");
        try {
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DevServicesException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Forgets this very process; a record of a newer one of that name stays. */
    void delete(Path runFolder) {
        if (find(runFolder, name).filter(this::equals).isPresent()) {
            try {
                Files.deleteIfExists(fileIn(runFolder, name));
            } catch (IOException e) {
                throw new DevServicesException(
                        "Cannot delete the record of " + name + ": " + e.getMessage(), e);
            }
        }
    }

    private static Optional<ProcessRecord> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            String name = String.valueOf(file.getFileName());
            return Optional.of(
                    new ProcessRecord(
                            name.substring(0, name.length() - SUFFIX.length()),
                            Long.parseLong(properties.getProperty("pid", "")),
                            Instant.parse(properties.getProperty("startedAt", "")),
                            Integer.parseInt(properties.getProperty("port", "")),
                            Signal.valueOf(properties.getProperty("stopSignal", ""))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DevServicesException("Cannot read " + file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Cut off in the middle of a write by a crash: it names no process.
            return Optional.empty();
        }
    }

    private static Instant startedAt(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static boolean sameTime(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
    }
}
