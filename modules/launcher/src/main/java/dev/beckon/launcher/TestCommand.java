package dev.beckon.launcher;

import dev.beckon.city.CityException;
import dev.beckon.devservices.DevServicesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        description = {
            "Builds the project and runs its tests.",
            "",
            "The last line is `N passed, N failed`, with `, N skipped` where there were some. Exit"
                    + " status 0 only if tests ran and none failed.",
            ""
        })
final class TestCommand implements Callable<Integer> {

    /** A part of the project with tests of its own. */
    enum Suite {
        JAVA,
        WEB,
        E2E
    }

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SUITE",
            description = "Of: ${COMPLETION-CANDIDATES} (default: all but the last).")
    private Set<Suite> only = EnumSet.of(Suite.JAVA, Suite.WEB);

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        // A file's time may be kept to the second only.
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int status = runAll(checkout, out);
        var reports = TestReports.read(checkout.root(), started);
        if (status != 0 && reports.failed() == 0) {
            out.println("The build failed outside of the tests, which counts as one failure.");
            reports = new TestReports(reports.passed(), 1, reports.skipped());
        } else if (reports.passed() == 0) {
            out.println("No test has passed.");
            status = 1;
        }
        // A tool may end in the middle of a line.
        out.println();
        out.println(reports.summary());
        return status == 0 && reports.failed() == 0 ? 0 : 1;
    }

    /** One after the other: tests that await answers of servers want the machine to themselves. */
    private int runAll(Checkout checkout, PrintWriter out) {
        Path root = checkout.root();
        int status = only.contains(Suite.JAVA) ? testJava(root) : 0;
        status |= only.contains(Suite.WEB) ? testWeb(root) : 0;
        return status | (only.contains(Suite.E2E) ? testPages(checkout, out) : 0);
    }

    /** Three modules at a time: half of what a test does is waiting. */
    private static int testJava(Path root) {
        return run(root, List.of("mvn", "-B", "-ntp", "-fae", "-T", "3", "verify"));
    }

    private static int testWeb(Path root) {
        Path client = client(root);
        int status = install(client);
        return status != 0
                ? status
                : run(client, List.of("npm", "run", "--silent", "check"))
                        | run(client, List.of("npm", "test"));
    }

    private static int testPages(Checkout checkout, PrintWriter out) {
        Path client = client(checkout.root());
        int status = install(client);
        if (status != 0) {
            return status;
        }
        try (var stage = Stage.start(checkout, out)) {
            var command = List.of("npm", "run", "--silent", "e2e");
            status = run(client, command, stage.environment());
            if (status != 0) {
                stage.keepLogs();
            }
            return status;
        } catch (DevServicesException | CityException | LauncherException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private static Path client(Path root) {
        return root.resolve("web-client");
    }

    private static int install(Path client) {
        var packages = new NodePackages(client);
        if (!packages.stale()) {
            return 0;
        }
        int status = run(client, List.of("npm", "ci", "--no-audit", "--no-fund"));
        if (status == 0) {
            packages.keep();
        }
        return status;
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static int run(Path folder, List<String> command) {
        return run(folder, command, Map.of());
    }

    private static int run(Path folder, List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            // What ends this process alone, and not all of its terminal's, would leave that one.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end"));
            return process.waitFor();
        } catch (IOException e) {
            throw new LauncherException(
                    "Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
