package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the log has to be told of drivers who are there. */
class SignsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final UUID driver = UUID.randomUUID();
    private final Signs signs = new Signs();

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void aSignOfLifeIsToldEveryFifteenSeconds() {
        assertThat(signs.heard(driver, at(0))).isTrue();
        assertThat(signs.heard(driver, at(0))).isFalse();
        assertThat(signs.heard(driver, at(14))).isFalse();
        assertThat(signs.heard(driver, at(15))).isTrue();
        assertThat(signs.heard(driver, at(29))).isFalse();
    }

    @Test
    void aPositionOfNowSaysIt() {
        assertThat(signs.located(driver, at(0))).isTrue();
        assertThat(signs.heard(driver, at(0))).isFalse();
        assertThat(signs.located(driver, at(10))).isTrue();
        assertThat(signs.heard(driver, at(24))).isFalse();
        assertThat(signs.heard(driver, at(25))).isTrue();
    }

    @Test
    void aPhoneWhoseClockIsSlowIsThereAllTheSame() {
        int told = 0;
        for (int i = 0; i < 60; i++) {
            assertThat(signs.located(driver, at(i - 120))).isTrue();
            told += signs.heard(driver, at(i)) ? 1 : 0;
        }
        assertThat(told).isEqualTo(4);
    }

    @Test
    void anOldPositionIsDropped() {
        assertThat(signs.located(driver, at(5))).isTrue();
        assertThat(signs.located(driver, at(5))).isFalse();
        assertThat(signs.located(driver, at(4))).isFalse();
        assertThat(signs.located(driver, at(6))).isTrue();
    }

    @Test
    void whoIsGoneIsGoneSinceTheLastSignOfLife() {
        signs.heard(driver, at(0));
        signs.located(driver, at(-60));
        signs.heard(driver, at(7));
        assertThat(signs.gone(driver, at(99))).isEqualTo(at(7).plusMillis(1));
    }
}
