package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to orders is measured beside its limits. */
class OrderBenchmarksIT {

    @TempDir private Path folder = Path.of("");

    @Test
    void accepted() throws Exception {
        assertThat(Benchmarks.goals("accepted", folder)).containsExactly("orders taken (202)");
    }

    @Test
    void burst() throws Exception {
        assertThat(Benchmarks.goals("burst", folder))
                .containsExactly(
                        "until a burst of 10 × 5/s for 1 s has ended",
                        "offer after it, p99, beside before it");
    }
}
