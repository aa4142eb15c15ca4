package dev.beckon.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Benchmarks that need no application, at a tiny size on real servers. */
@Execution(ExecutionMode.CONCURRENT)
class BenchmarksTest {

    @TempDir private Path folder;

    @Test
    void hop() throws Exception {
        var rows = rows("hop");
        assertThat(rows.valueStream().map(row -> row.path("goal").asString()))
                .containsExactly("produce to listener, average", "produce to tail, average");
        assertThat(rows.valueStream())
                .allSatisfy(row -> assertThat(row.at("/beckon/median").asDouble()).isPositive());
    }

    @Test
    void theDispatchersQueryIsRightWhereDegreesAreNot() throws Exception {
        var rows = rows("nearest");
        assertThat(rows.at("/0/beckon/median").asDouble()).isGreaterThanOrEqualTo(99.9);
        assertThat(rows.at("/0/limit/median").asDouble()).isBetween(50.0, 95.0);
    }

    private JsonNode rows(String benchmark) throws IOException {
        var json = folder.resolve("figures.json");
        var said = new StringWriter();
        int status =
                Main.commandLine(Map.of())
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(
                                "bench",
                                "--quick",
                                "--only=" + benchmark,
                                "--json=" + json,
                                "--plots=" + folder);
        assertThat(status).as(said.toString()).isZero();
        return JsonMapper.shared().readTree(Files.readString(json)).at("/benchmarks/0/rows");
    }
}
