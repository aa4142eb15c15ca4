package dev.beckon.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
        int status = runAll(checkout.root(), out);
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

    /** Java's tests leave room for the web client's, whose output is shown behind theirs. */
    private int runAll(Path root, PrintWriter out) {
        try (var suites = Executors.newVirtualThreadPerTaskExecutor()) {
            Path log = Files.createTempFile("web-client", ".log");
            var web = suites.submit(() -> only.contains(Suite.WEB) ? testWeb(root, log) : 0);
            int status = only.contains(Suite.JAVA) ? testJava(root) : 0;
            status |= web.get();
            out.print(Files.readString(log));
            Files.delete(log);
            return status;
        } catch (IOException e) {
            throw new LauncherException("Cannot keep what npm says: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new LauncherException("The web client was not tested: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Three modules at a time: half of what a test does is waiting. */
    private static int testJava(Path root) {
        return run(
                root, Redirect.INHERIT, List.of("mvn", "-B", "-ntp", "-fae", "-T", "3", "verify"));
    }

    private static int testWeb(Path root, Path log) {
        Path client = root.resolve("web-client");
        var output = Redirect.appendTo(log.toFile());
        var packages = new NodePackages(client);
        if (packages.stale()) {
            int status = run(client, output, List.of("npm", "ci", "--no-audit", "--no-fund"));
            if (status != 0) {
                return status;
            }
            packages.keep();
        }
        return run(client, output, List.of("npm", "run", "--silent", "check"))
                | run(client, output, List.of("npm", "test"));
    }

    private static int run(Path folder, Redirect output, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output)
                    .redirectError(output)
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
