package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Maven that writes the reports it is told to, and says with what status it ends. */
class TestCommandTest {

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void createModules() throws IOException {
        Files.createDirectories(reports("one"));
        Files.createDirectories(reports("two"));
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

    private String test(String script) throws Exception {
        Path maven = Files.createDirectory(root.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
        var path = Map.of("PATH", maven.resolve("..").normalize() + ":" + System.getenv("PATH"));
        Process process = Launcher.start(root, path, "test");
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
