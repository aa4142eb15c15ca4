package dev.beckon.loadtest.orders;

import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.Crowd;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.NoOpServer;
import dev.beckon.loadtest.harness.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the client reaches against a server that does nothing, in the same JVM. */
final class Calibration {

    private static final List<Double> RATES = List.of(2_400.0, 10_000.0);

    private Calibration() {}

    /** Shows each result; the highest rate that was kept up is the last of them. */
    static List<Result> run(Bench bench) throws InterruptedException {
        bench.progress("the client against a server that does nothing:");
        var kept = new ArrayList<Result>();
        int people = bench.quick() ? 5 : 200;
        var times =
                bench.quick()
                        ? new Duration[] {Duration.ofMillis(100), Duration.ofMillis(300)}
                        : new Duration[] {Duration.ofSeconds(2), Duration.ofSeconds(3)};
        var self = Map.of("client and server", ProcessHandle.current().pid());
        try (var server = new NoOpServer();
                var crowd = Crowd.gather(server.url(), self, people, people)) {
            for (double rate : bench.quick() ? List.of(100.0) : RATES) {
                var result = crowd.run(new Load(rate, times[0], times[1], Ending.CANCELLED));
                bench.progress(result.summary());
                if (!result.sustained()) {
                    break;
                }
                kept.add(result);
            }
        }
        return kept;
    }
}
