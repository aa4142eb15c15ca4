package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationProcessTest {

    /** Spring would read BECKON_ORDERS as beckon.orders, and find no number's room there. */
    @Test
    void theLaunchersOptionsAreNotTheApplicationsSettings() {
        var environment = Map.of("BECKON_ORDERS", "5", "BECKON_POLICY", "nearest", "HOME", "/");
        assertThat(ApplicationProcess.optionsOf(environment)).containsExactly("BECKON_ORDERS");
        assertThat(ApplicationProcess.optionsOf(Map.of("HOME", "/"))).isEmpty();
    }
}
