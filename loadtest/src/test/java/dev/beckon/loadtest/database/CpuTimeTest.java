package dev.beckon.loadtest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void aChildThatHasEndedStillCounts() throws Exception {
        var own = List.of(ProcessHandle.current().pid());
        double before = CpuTime.seconds(own);
        var child =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; times")
                        .start();
        var said =
                new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .split("\\s+", -1);
        child.waitFor();
        double childS = Double.parseDouble(said[0].replaceAll(".*m|s", ""));
        assertThat(childS).isPositive();
        assertThat(CpuTime.seconds(own) - before).isGreaterThanOrEqualTo(childS * 0.9);
    }
}
