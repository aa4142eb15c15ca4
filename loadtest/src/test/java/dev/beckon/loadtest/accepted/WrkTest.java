package dev.beckon.loadtest.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {

    @Test
    void whatWasTurnedAwayIsNotCounted() {
        String output =
                """
                Running 1s test @ http://127.0.0.1:1
                  1 threads and 32 connections
                  2000 requests in 1.00s, 1.00MB read
                %sRequests/sec:   1990.50
                """;
        assertThat(Wrk.answered(output.formatted(""))).isEqualTo(1990.5);
        assertThat(Wrk.answered(output.formatted("  Non-2xx or 3xx responses: 500\n")))
                .isEqualTo(1990.5 * 0.75);
    }

    @Test
    void anOutputWithoutARateIsAnError() {
        assertThatThrownBy(() -> Wrk.answered("unable to connect"))
                .hasMessageContaining("unable to connect");
    }
}
