package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Maven and an npm that write the reports they are told to, and end with a status. */
class TestCommandTest {

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void createModules() throws IOException {
        Files.createDirectories(reports("one"));
        Files.createDirectories(reports("two"));
        Files.writeString(
                Files.createDirectory(root.resolve("web-client")).resolve("package-lock.json"), "");
    }

    @Test
    void allPassed() throws Exception {
        String script = report("one", 5, 0, 0, 1) + report("two", 3, 0, 0, 0);
        assertThat(test(script)).isEqualTo("0: 7 passed, 0 failed, 1 skipped");
    }

    @Test
    void someFailed() throws Exception {
        String script = report("one", 5, 1, 1, 0) + "exit 1";
        assertThat(test(script)).isEqualTo("1: 3 passed, 2 failed");
    }

    @Test
    void reportsOfFormerRunsDoNotCount() throws Exception {
        Path old = reports("two").resolve("TEST-Old.xml");
        Files.writeString(old, "<testsuite tests='9' errors='0' skipped='0' failures='9'/>");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(test(report("one", 1, 0, 0, 0))).isEqualTo("0: 1 passed, 0 failed");
    }

    @Test
    void aBuildThatFailsWithoutAReportCountsAsFailed() throws Exception {
        assertThat(test(report("one", 2, 0, 0, 0) + "exit 1")).isEqualTo("1: 2 passed, 1 failed");
    }

    @Test
    void noTestAtAllIsAFailure() throws Exception {
        assertThat(test("exit 0")).isEqualTo("1: 0 passed, 0 failed");
    }

    @Test
    void theWebClientsTestsCountToo() throws Exception {
        install("mvn", report("one", 5, 0, 0, 0));
        install("npm", npm(3, 1));
        assertThat(run("test", "--only=java,web")).isEqualTo("1: 7 passed, 1 failed");
        assertThat(Files.readString(root.resolve("npm.log")))
                .isEqualTo("ci --no-audit --no-fund\nrun --silent check\ntest\n");
    }

    @Test
    void packagesAreInstalledAgainOnceTheLockFileHasChanged() throws Exception {
        install("npm", npm(3, 0));
        for (String lock : List.of("one", "one", "two")) {
            Files.writeString(root.resolve("web-client/package-lock.json"), lock);
            assertThat(run("test", "--only=web")).isEqualTo("0: 3 passed, 0 failed");
        }
        assertThat(Files.readAllLines(root.resolve("npm.log")))
                .filteredOn(line -> line.startsWith("ci"))
                .hasSize(2);
    }

    @Test
    void packagesThatCannotBeInstalledAreAFailure() throws Exception {
        install("npm", "exit 1");
        assertThat(run("test", "--only=web")).isEqualTo("1: 0 passed, 1 failed");
    }

    @Test
    void whatTheWebClientsCheckRefusesIsAFailure() throws Exception {
        install("npm", "[ \"$1\" != run ] || exit 1\n" + npm(3, 0));
        assertThat(run("test", "--only=web")).isEqualTo("1: 3 passed, 1 failed");
    }

    @Test
    void theWebClientIsTestedEndToEndOnApplicationsOfItsOwn() throws Exception {
        StandInApplication.install(new Checkout(root));
        install("npm", e2e(4, 0));
        assertThat(run("test", "--only=e2e")).isEqualTo("0: 4 passed, 0 failed");
        List<String> called = Files.readAllLines(root.resolve("npm.log"));
        assertThat(called.getFirst()).startsWith("ci ");
        assertThat(called.getLast()).isEqualTo("run --silent e2e: 200 200 and node 1");
        assertThat(ProcessRecord.listRunning(root.resolve(".beckon"))).isEmpty();
    }

    @Test
    void anEndToEndTestThatFailsLeavesTheLogs() throws Exception {
        StandInApplication.install(new Checkout(root));
        install("npm", e2e(4, 1));
        assertThat(run("test", "--only=e2e")).isEqualTo("1: 3 passed, 1 failed");
        for (String log : List.of("e2e-application.log", "e2e-node.log")) {
            assertThat(root.resolve(".beckon/logs").resolve(log)).content().contains("arguments");
        }
    }

    @Test
    void endToEndTestsWithoutAnApplicationAreAFailure() throws Exception {
        install("npm", e2e(4, 0));
        assertThat(run("test", "--only=e2e")).isEqualTo("1: 0 passed, 1 failed");
    }

    /** Asks both applications how they are, and kills the one that is there for it. */
    private String e2e(int tests, int failures) {
        return """
        mkdir -p node_modules target/reports
        [ "$1" = run ] || { echo "$*" >> ../npm.log; exit 0; }
        health() { curl -s -o /dev/null -w '%%{http_code}' "$1/actuator/health"; }
        pid() { sed -n 's/^pid=//p' "$BECKON_NODE_RECORD"; }
        node=$(ps -p "$(pid)" -o args= | grep -c -- "--roles=identity")
        echo "$*: $(health "$BECKON_URL") $(health "$BECKON_NODE_URL") and node $node" >> ../npm.log
        await() { for time in $(seq 600); do "$@" && return; sleep 0.1; done; exit 1; }
        other() { pid=$(pid) && [ "$pid" ] && [ "$pid" != "$killed" ]; }
        healthy() { [ "$(health "$BECKON_NODE_URL")" = 200 ]; }
        for which in running "just started" "started again"; do
          killed=$(pid)
          kill -9 "$killed" || exit 1
          await other
        done
        await healthy
        printf "<testsuites><testsuite tests='%d' errors='0' skipped='0' failures='%d'/></testsuites>" \
          > target/reports/TEST-e2e.xml
        exit %d
        """
                .formatted(tests, failures, failures);
    }

    /** One report holds several suites below a root of its own. */
    private String npm(int tests, int failures) {
        return """
        echo "$*" >> ../npm.log
        mkdir -p node_modules target/reports
        [ "$1" = test ] || exit 0
        printf "<testsuites tests='9'><testsuite tests='1' errors='0' skipped='0' failures='0'/>\
        <testsuite tests='%d' errors='0' skipped='0' failures='%d'/></testsuites>" \
          > target/reports/TEST-web.xml
        exit %d
        """
                .formatted(tests - 1, failures, failures);
    }

    private String test(String script) throws Exception {
        install("mvn", script);
        return run("test", "--only=java");
    }

    private void install(String tool, String script) throws IOException {
        Path file = Files.createDirectories(root.resolve("bin")).resolve(tool);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String run(String... arguments) throws Exception {
        var path = Map.of("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = Launcher.start(root, path, arguments);
        String last = Launcher.output(process).lines().toList().getLast();
        return process.waitFor() + ": " + last;
    }

    private String report(String module, int tests, int errors, int failures, int skipped) {
        return "echo \"<testsuite tests='%d' errors='%d' failures='%d' skipped='%d'/>\" > %s\n"
                .formatted(
                        tests, errors, failures, skipped, reports(module).resolve("TEST-Some.xml"));
    }

    private Path reports(String module) {
        return root.resolve("modules").resolve(module).resolve("target/surefire-reports");
    }
}
