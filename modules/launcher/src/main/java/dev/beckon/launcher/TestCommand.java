package dev.beckon.launcher;

import dev.beckon.city.CityException;
import dev.beckon.devservices.DevServicesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
            description = "Of: ${COMPLETION-CANDIDATES} (default: all of them).")
    private Set<Suite> only = EnumSet.allOf(Suite.class);

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

    private int runAll(Checkout checkout, PrintWriter out) {
        Path root = checkout.root();
        int status;
        if (!only.contains(Suite.JAVA)) {
            status = only.contains(Suite.WEB) ? testWeb(ToolRun.in(client(root))) : 0;
        } else if (!only.contains(Suite.WEB)) {
            status = testJava(root);
        } else {
            status = testJavaAndWeb(checkout, out);
        }
        return status | (only.contains(Suite.E2E) ? testPages(checkout, out) : 0);
    }

    /**
     * The web client's, which need no servers, beside Java's, whose first modules leave cores idle;
     * what they say is told afterwards.
     */
    private static int testJavaAndWeb(Checkout checkout, PrintWriter out) {
        Path said = checkout.stateFolder().resolve("logs/test-web.log");
        try {
            Files.createDirectories(said.resolveSibling(""));
            Files.deleteIfExists(said);
            var tools = new ToolRun(client(checkout.root()), Redirect.appendTo(said.toFile()));
            var web = new FutureTask<>(() -> testWeb(tools));
            Thread.ofPlatform().name("web").daemon().start(web);
            int status = testJava(checkout.root()) | web.get();
            out.println(Files.readString(said));
            out.flush();
            return status;
        } catch (IOException e) {
            throw new LauncherException("Cannot keep " + said + ": " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new LauncherException("The web client cannot be tested: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Three modules at a time: half of what a test does is waiting. */
    private static int testJava(Path root) {
        return ToolRun.in(root).run("mvn", "-B", "-ntp", "-fae", "-T", "3", "verify");
    }

    private static int testWeb(ToolRun tools) {
        int status = install(tools);
        return status != 0
                ? status
                : tools.run("npm", "run", "--silent", "check") | tools.run("npm", "test");
    }

    private static int testPages(Checkout checkout, PrintWriter out) {
        var tools = ToolRun.in(client(checkout.root()));
        int status = install(tools);
        if (status != 0) {
            return status;
        }
        try (var stage = Stage.start(checkout, out)) {
            status = tools.run(stage.environment(), "npm", "run", "--silent", "e2e");
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

    private static int install(ToolRun tools) {
        var packages = new NodePackages(tools.folder());
        if (!packages.stale()) {
            return 0;
        }
        int status = tools.run("npm", "ci", "--no-audit", "--no-fund");
        if (status == 0) {
            packages.keep();
        }
        return status;
    }
}
