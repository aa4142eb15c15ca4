package dev.beckon.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ResultsTest {

    private static final Machine MACHINE = new Machine(2, 7.8, "Linux 6.1", "JDK 25", 0.4);

    private static final List<Outcome> OUTCOMES =
            List.of(
                    new Outcome(
                            "accepted",
                            List.of(
                                    new Row(
                                            "202 taken",
                                            "/s",
                                            new Spread(9_000, 8_000, 10_000),
                                            new Spread(12_000, 12_000, 12_000),
                                            new Target.RatioAtLeast(0.5),
                                            "64 connections"),
                                    new Row(
                                            "p99",
                                            "ms",
                                            new Spread(21.5, 21.5, 21.5),
                                            null,
                                            new Target.AtMost(20),
                                            null)),
                            null),
                    new Outcome("push", List.of(), "no node"));

    @Test
    void theTableSaysWhatWasMeasuredAndWhatWasMet() {
        assertThat(ResultTable.render(MACHINE, OUTCOMES))
                .isEqualTo(
                        """
                        2 cores, 8 GiB, Linux 6.1, JDK 25, fdatasync 0.40 ms

                        goal       Beckon                   limit      ratio  target
                        202 taken  9,000 /s (8,000–10,000)  12,000 /s  0.750  ≥ 0.500 ×  met
                        p99        21.5 ms                                    ≤ 20.0 ms  not met
                        push                                                             failed

                        202 taken: 64 connections

                        push failed: no node
                        """);
    }

    @Test
    void eachBenchmarkIsToldOnceItIsOver() {
        assertThat(ResultTable.render(OUTCOMES.getFirst()))
                .isEqualTo(
                        """
                        202 taken  9,000 /s (8,000–10,000)  12,000 /s  0.750  ≥ 0.500 ×  met
                        p99        21.5 ms                                    ≤ 20.0 ms  not met
                        """);
        assertThat(ResultTable.render(OUTCOMES.getLast())).isEqualTo("failed: no node\n");
    }

    @Test
    void jsonSaysTheSame() {
        var root = JsonMapper.shared().readTree(ResultJson.render(MACHINE, OUTCOMES));
        var row = root.at("/benchmarks/0/rows/0");
        assertThat(root.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(row.at("/beckon/median").asDouble()).isEqualTo(9_000);
        assertThat(row.at("/ratio").asDouble()).isEqualTo(0.75);
        assertThat(row.at("/met").asBoolean()).isTrue();
        assertThat(root.at("/benchmarks/0/rows/1").has("limit")).isFalse();
        assertThat(root.at("/benchmarks/1/failure").asString()).isEqualTo("no node");
    }

    @Test
    void aPlotIsDrawn(@TempDir Path folder) throws Exception {
        Plot.write(folder, MACHINE, OUTCOMES.getFirst());
        assertThat(Files.readString(folder.resolve("accepted.svg")))
                .contains("<svg")
                .doesNotContain("xmlns=\"\"")
                .contains("<rect");
    }
}
