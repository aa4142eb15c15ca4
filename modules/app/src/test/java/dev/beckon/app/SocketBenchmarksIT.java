package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in and out on sockets is measured beside its limits. */
class SocketBenchmarksIT {

    @TempDir private Path folder = Path.of("");

    @Test
    void positions() throws Exception {
        assertThat(Benchmarks.goals("positions", folder))
                .containsExactly(
                        "positions into the driver index",
                        "from position to findable, p99",
                        "index of the drivers, after and built anew",
                        "search for the nearest, p99, after and before");
    }

    @Test
    void push() throws Exception {
        assertThat(Benchmarks.goals("push", folder))
                .containsExactly(
                        "one event to all of 10 sockets",
                        "one event to each of 10 sockets",
                        "heap of an idle socket, of 10");
    }
}
