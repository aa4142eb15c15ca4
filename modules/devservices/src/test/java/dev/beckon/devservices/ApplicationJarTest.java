package dev.beckon.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationJarTest {

    @TempDir private Path root = Path.of("");

    @Test
    void argumentsOverrideWhatDevelopmentSets() throws Exception {
        build("first");
        var command = command("--beckon.limits.orders=5/1m");
        assertThat(command).startsWith("env", "-u", "BECKON_ONLY");
        assertThat(command)
                .contains("-Xss1m", "--server.port=1234", "--server.address=127.0.0.1")
                .contains("--beckon.limits.orders=5/1m")
                .doesNotContain("--beckon.limits.orders=100000/1m");
        assertThat(command.indexOf("-Xss1m")).isLessThan(command.indexOf("-jar"));
    }

    @Test
    void theNextBuildLeavesAProcessWhatItRunsFrom() throws Exception {
        build("first");
        Path first = jarIn(command());
        assertThat(jarIn(command())).isEqualTo(first);
        var process =
                new ProcessBuilder("tail", "-F", first.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            build("second");
            Path second = jarIn(command());
            assertThat(second).exists().isNotEqualTo(first);
            assertThat(first).exists();
            build("third");
            assertThat(jarIn(command())).exists();
            assertThat(first).exists();
            assertThat(second).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatATrainingLeftIsBegunWith() throws Exception {
        build("first");
        assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
        var jar = new ApplicationJar(root);
        Path rehearsed = jar.rehearsal().learnt();
        Files.createFile(rehearsed);
        assertThat(command()).contains("-XX:AOTCache=" + rehearsed);
        Path drilled = jar.drill().learnt();
        Files.createFile(drilled);
        assertThat(command())
                .contains("-XX:AOTCache=" + drilled)
                .doesNotContain("-XX:AOTCache=" + rehearsed);
        assertThat(
                        jar.spec(1, Map.of(), List.of(), List.of(jar.drill().option()), List.of())
                                .command())
                .doesNotContain("-XX:AOTCache=" + drilled);
        build("second");
        assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    }

    @Test
    void severalWhoStartAtOnceUnpackOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            build("build " + i);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var starts = Collections.nCopies(8, (Callable<Path>) () -> jarIn(command()));
                for (var start : threads.invokeAll(starts)) {
                    assertThat(start.get()).exists();
                }
            }
            try (var builds = Files.list(root.resolve(".beckon/app"))) {
                assertThat(builds).hasSize(1);
            }
        }
    }

    @Test
    void whatIsNotBuiltIsSaid() {
        assertThatThrownBy(this::command)
                .isInstanceOf(DevServicesException.class)
                .hasMessageContaining("not built")
                .hasMessageContaining("mvn -DskipTests package");
    }

    private void build(String content) throws Exception {
        Path jar = root.resolve("modules/app/target/beckon-app.jar");
        Files.createDirectories(jar.resolve("..").normalize());
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("content"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }

    private static Path jarIn(List<String> command) {
        return Path.of(command.get(command.indexOf("-jar") + 1));
    }

    private List<String> command(String... arguments) {
        return new ApplicationJar(root)
                .spec(1234, Map.of(), List.of("BECKON_ONLY"), List.of("-Xss1m"), List.of(arguments))
                .command();
    }
}
