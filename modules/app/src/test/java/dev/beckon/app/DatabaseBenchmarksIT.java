package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dispatcher does with PostgreSQL is measured beside its limits. */
class DatabaseBenchmarksIT {

    @TempDir private Path folder = Path.of("");

    @Test
    void drain() throws Exception {
        assertThat(Benchmarks.goals("drain", folder))
                .containsExactly("500 waiting orders claimed and offered");
    }

    @Test
    void growth() throws Exception {
        assertThat(Benchmarks.goals("growth", folder))
                .containsExactly(
                        "an order among 3,000 drivers, beside 1,000",
                        "an order with 2 dispatchers, beside one",
                        "an order after 5,000 finished ones, beside none");
    }
}
