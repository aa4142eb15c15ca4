package dev.beckon.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationJarTest {

    @TempDir private Path root = Path.of("");

    @Test
    void argumentsOverrideWhatDevelopmentSets() throws Exception {
        Path jar = root.resolve("modules/app/target/beckon-app.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        var command = command("--beckon.limits.orders=5/1m");
        assertThat(command).startsWith("env", "-u", "BECKON_ONLY");
        assertThat(command)
                .contains("-Xss1m", "--server.port=1234", "--server.address=127.0.0.1")
                .contains("--beckon.limits.orders=5/1m")
                .doesNotContain("--beckon.limits.orders=100000/1m");
        assertThat(command.indexOf("-Xss1m")).isLessThan(command.indexOf("-jar"));
    }

    @Test
    void whatIsNotBuiltIsSaid() {
        assertThatThrownBy(this::command)
                .isInstanceOf(DevServicesException.class)
                .hasMessageContaining("not built")
                .hasMessageContaining("mvn -DskipTests package");
    }

    private List<String> command(String... arguments) {
        return new ApplicationJar(root)
                .spec(
                        1234,
                        root,
                        Map.of(),
                        List.of("BECKON_ONLY"),
                        List.of("-Xss1m"),
                        List.of(arguments))
                .command();
    }
}
