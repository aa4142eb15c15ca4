package dev.beckon.loadtest.load;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.scenario.Size;
import io.gatling.javaapi.core.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gatling as a process of its own, which ends its JVM by itself, told in few lines. */
final class GatlingRun implements AutoCloseable {

    private static final int MET = 0;
    private static final int MISSED = 2;

    private static final Pattern ELAPSED = Pattern.compile(".* (\\d+)s elapsed");
    private static final Pattern REQUESTS =
            Pattern.compile("> Global +\\| +([\\d,]+) \\| +([\\d,]+) \\| +([\\d,]+).*");
    private static final Pattern ERROR = Pattern.compile("> (.+?) +([\\d,]+) \\(.*%\\)");
    private static final Pattern THRESHOLD =
            Pattern.compile("(.+) : (true|false) \\((?:actual : )?(.+)\\)");
    private static final Pattern REPORT = Pattern.compile("Reports generated.*: (file:.+)");

    private final Path reports;
    private final PrintWriter out;
    private final Path folder;
    private boolean over;
    private String elapsed = "0";
    private final List<String> errors = new ArrayList<>();
    private @Nullable Path report;

    private GatlingRun(Path reports, PrintWriter out, Path folder) {
        this.reports = reports;
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param reports where the folder of this run's report comes to be
     */
    static GatlingRun prepare(Path reports, PrintWriter out) throws IOException {
        Files.createDirectories(reports);
        // Tokens will be in it: nobody else may read it.
        return new GatlingRun(reports, out, Files.createTempDirectory("beckon-load-"));
    }

    /** Where the scenario looks for tokens; gone when the run is closed. */
    Path accounts() {
        return folder;
    }

    /** The page to open. */
    Path report() {
        return Objects.requireNonNull(report);
    }

    /** Whether all thresholds were met. */
    boolean play(Class<? extends Simulation> scenario, Size size)
            throws IOException, InterruptedException {
        Path log = folder.resolve("gatling.log");
        var process = new ProcessBuilder(command(scenario, size)).redirectErrorStream(true).start();
        var stop = new Thread(process::destroyForcibly, "stop-gatling");
        Runtime.getRuntime().addShutdownHook(stop);
        try (var said = process.inputReader();
                var kept = Files.newBufferedWriter(log)) {
            read(said, new PrintWriter(kept));
        } finally {
            if (process.isAlive() && report == null) {
                process.destroyForcibly();
            }
        }
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stop);
        if (report == null || status != MET && status != MISSED) {
            Path kept = reports.resolve("failed.log");
            Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
            throw new LoadtestException(
                    "Gatling ended with status %d and no report: see %s".formatted(status, kept));
        }
        Files.move(log, Objects.requireNonNull(report.getParent()).resolve("gatling.log"));
        return status == MET;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> command(Class<? extends Simulation> scenario, Size size) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx1g",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        // It would ask the Maven repository for a newer version, and remember it.
                        "-Dhttps.proxyHost=127.0.0.1",
                        "-Dhttps.proxyPort=9",
                        "-Djava.util.prefs.userRoot=" + folder,
                        "-Dbeckon.root=" + System.getProperty("beckon.root", ".")));
        size.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.gatling.app.Gatling", "-s", scenario.getName()));
        command.addAll(List.of("-rf", reports.toString()));
        return command;
    }

    private void read(BufferedReader said, PrintWriter kept) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            kept.println(line);
            tell(line);
        }
        kept.flush();
    }

    /** One line for each summary, the last one's errors, and each threshold. */
    private void tell(String line) {
        var time = ELAPSED.matcher(line);
        var requests = REQUESTS.matcher(line);
        var error = ERROR.matcher(line);
        var threshold = THRESHOLD.matcher(line);
        var page = REPORT.matcher(line);
        // What follows counts the same anew, by how long it took.
        over |= line.startsWith("Parsing log file");
        if (time.matches()) {
            elapsed = time.group(1);
            errors.clear();
        } else if (requests.matches() && !over) {
            out.printf(
                    "  %4s s  %s requests and messages, %s failed%n",
                    elapsed, requests.group(1), requests.group(3));
        } else if (error.matches() && !over) {
            errors.add("  failed: %s (%s)".formatted(error.group(1).strip(), error.group(2)));
        } else if (page.matches()) {
            report = Path.of(URI.create(page.group(1)));
            out.println();
            errors.forEach(out::println);
        } else if (threshold.matches()) {
            boolean met = Boolean.parseBoolean(threshold.group(2));
            out.printf(
                    "  %-6s  %s (%s)%n",
                    met ? "met" : "MISSED", threshold.group(1), threshold.group(3));
        }
        out.flush();
    }
}
