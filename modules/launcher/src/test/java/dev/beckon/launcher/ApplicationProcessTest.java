package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationProcessTest {

    /** Spring would read BECKON_ORDERS as beckon.orders, and find no number's room there. */
    @Test
    void theLaunchersOptionsAreNotTheApplicationsSettings() {
        var environment = Map.of("BECKON_ORDERS", "5", "BECKON_POLICY", "nearest", "HOME", "/");
        assertThat(ApplicationProcess.withoutOptionsOf(environment))
                .containsExactly("env", "-u", "BECKON_ORDERS");
        assertThat(ApplicationProcess.withoutOptionsOf(Map.of("HOME", "/"))).isEmpty();
    }
}
