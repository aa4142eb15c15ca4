package dev.beckon.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against the server that does nothing. */
class CrowdTest {

    @ParameterizedTest
    @EnumSource
    void everyOrderIsTimedFromItsDueTimeToItsEnd(Ending ending) throws Exception {
        try (var server = new NoOpServer();
                var crowd = Crowd.gather(server.url(), Map.of(), 5, 3)) {
            var load = new Load(200, Duration.ofMillis(100), Duration.ofMillis(500), ending);
            for (int i = 0; i < 2; i++) {
                var result = crowd.run(load);
                assertThat(result.counts())
                        .isEqualTo(new Counts(100, 100, 0, 0, 100, 0, 0, 0, 0, 100));
                assertThat(result.counts().clean()).isTrue();
                assertThat(result.drainS()).isFinite();
                assertThat(result.timings().offered().getTotalCount()).isEqualTo(100);
                assertThat(result.timings().accepted().getTotalCount())
                        .isEqualTo(ending == Ending.DELIVERED ? 100 : 0);
                assertThat(result.timings().ended().getMinValue())
                        .isGreaterThanOrEqualTo(result.timings().sent().getMinValue());
                crowd.signInAgain();
            }
        }
    }
}
