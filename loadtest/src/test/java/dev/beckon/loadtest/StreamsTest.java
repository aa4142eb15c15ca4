package dev.beckon.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmarks of streams measure something, in a tiny size. */
class StreamsTest {

    private static final Path ROOT = Path.of(System.getProperty("beckon.root", "."));

    @TempDir private Path folder;

    @Test
    void hop() throws Exception {
        assertThat(goals("hop"))
                .containsExactly("produce to listener, average", "produce to tail, average");
    }

    @Test
    void push() throws Exception {
        assumeThatTheApplicationIsBuilt();
        assumeThat(Path.of("/usr/bin/node")).as("Node.js, which the limit needs").exists();
        assertThat(goals("push"))
                .containsExactly(
                        "one event to all of 10 sockets",
                        "one event to each of 10 sockets",
                        "heap of an idle socket, of 10");
    }

    @Test
    void positions() throws Exception {
        assumeThatTheApplicationIsBuilt();
        assertThat(goals("positions"))
                .containsExactly(
                        "positions into the driver index",
                        "from position to findable, p99",
                        "index of the drivers, after and built anew",
                        "search for the nearest, p99, after and before");
    }

    private static void assumeThatTheApplicationIsBuilt() {
        assumeThat(ROOT.resolve("modules/app/target/beckon-app.jar"))
                .as("the application, which is run")
                .exists();
    }

    /** Of the rows that a quick run came to. */
    private List<String> goals(String benchmark) throws Exception {
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
        var goals = new ArrayList<String>();
        var rows = JsonMapper.shared().readTree(Files.readString(json)).at("/benchmarks/0/rows");
        for (var row : rows) {
            assertThat(row.at("/beckon/median").asDouble()).as("%s", row).isFinite();
            goals.add(row.path("goal").asString());
        }
        return goals;
    }
}
