package dev.beckon.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
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
        WEB
    }

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SUITE",
            description = "Of: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Suite> only = EnumSet.allOf(Suite.class);

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        // A file's time may be kept to the second only.
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int status = runAll(checkout.root());
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
    private int runAll(Path root) {
        int status = only.contains(Suite.JAVA) ? testJava(root) : 0;
        return status | (only.contains(Suite.WEB) ? testWeb(root) : 0);
    }

    /** Three modules at a time: half of what a test does is waiting. */
    private static int testJava(Path root) {
        return run(root, List.of("mvn", "-B", "-ntp", "-fae", "-T", "3", "verify"));
    }

    private static int testWeb(Path root) {
        Path client = root.resolve("web-client");
        var packages = new NodePackages(client);
        if (packages.stale()) {
            int status = run(client, List.of("npm", "ci", "--no-audit", "--no-fund"));
            if (status != 0) {
                return status;
            }
            packages.keep();
        }
        return run(client, List.of("npm", "run", "--silent", "check"))
                | run(client, List.of("npm", "test"));
    }

    private static int run(Path folder, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LauncherException(
                    "Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
