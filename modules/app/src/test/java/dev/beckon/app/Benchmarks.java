package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.loadtest.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Benchmarks at a tiny size, on real servers and the application's jar. */
final class Benchmarks {

    private Benchmarks() {}

    /**
     * @param folder where it may write
     * @return the goals for which there is a figure
     */
    static List<String> goals(String benchmark, Path folder) throws IOException {
        var json = folder.resolve("figures.json");
        var said = new StringWriter();
        int status =
                new CommandLine(new BenchCommand())
                        .setOut(new PrintWriter(said))
                        .execute(
                                "--quick",
                                "--only=" + benchmark,
                                "--json=" + json,
                                "--plots=" + folder);
        assertThat(status).as(said.toString()).isZero();
        assertThat(folder.resolve(benchmark + ".svg")).isNotEmptyFile();
        var rows = JsonMapper.shared().readTree(Files.readString(json)).at("/benchmarks/0/rows");
        assertThat(rows.valueStream())
                .allSatisfy(row -> assertThat(row.at("/beckon/median").asDouble()).isPositive());
        return rows.valueStream().map(row -> row.path("goal").asString()).toList();
    }
}
