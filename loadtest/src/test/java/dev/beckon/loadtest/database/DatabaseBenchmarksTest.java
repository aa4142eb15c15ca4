package dev.beckon.loadtest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.beckon.loadtest.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each of them at a tiny size, on real servers. */
class DatabaseBenchmarksTest {

    private static final Path APPLICATION = Path.of("modules/app/target/beckon-app.jar");

    @Test
    void theDispatchersQueryIsRightWhereDegreesAreNot(@TempDir Path folder) throws Exception {
        var rows = measured("nearest", folder);
        assertThat(rows.at("/0/beckon/median").asDouble()).isGreaterThanOrEqualTo(99.9);
        assertThat(rows.at("/0/limit/median").asDouble()).isBetween(50.0, 95.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drain", "growth"})
    void whatTheApplicationDoesIsMeasuredBesideItsLimit(String name, @TempDir Path folder)
            throws Exception {
        assumeThat(Path.of(System.getProperty("beckon.root")).resolve(APPLICATION))
                .as("built by `mvn -DskipTests package`")
                .exists();
        assertThat(StreamSupport.stream(measured(name, folder).spliterator(), false).toList())
                .isNotEmpty()
                .allSatisfy(
                        row -> {
                            assertThat(row.at("/beckon/median").asDouble()).isPositive();
                            assertThat(row.at("/limit/median").asDouble()).isPositive();
                        });
    }

    private static JsonNode measured(String name, Path folder) throws IOException {
        var json = folder.resolve(name + ".json");
        var said = new StringWriter();
        int status =
                new CommandLine(new BenchCommand())
                        .setOut(new PrintWriter(said))
                        .execute("--quick", "--only=" + name, "--json=" + json);
        assertThat(status).as(said.toString()).isZero();
        return JsonMapper.shared().readTree(Files.readString(json)).at("/benchmarks/0/rows");
    }
}
