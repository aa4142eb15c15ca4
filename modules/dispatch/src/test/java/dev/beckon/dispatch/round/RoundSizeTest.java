package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rounds grow while they are quick, and shrink when they take long. */
class RoundSizeTest {

    private final RoundSize size = new RoundSize();

    @Test
    void slowRoundsGetSmallerToAnEnd() {
        int before = size.facts();
        size.took(before, Duration.ofSeconds(2));
        assertThat(size.facts()).isEqualTo(before / 2);
        for (int i = 0; i < 20; i++) {
            size.took(size.facts(), Duration.ofSeconds(2));
        }
        assertThat(size.facts()).isEqualTo(50);
    }

    @Test
    void quickRoundsGetLargerToAnEndAndOnlyFullOnesCount() {
        size.took(size.facts(), Duration.ofSeconds(2));
        int small = size.facts();
        size.took(1, Duration.ofMillis(3));
        assertThat(size.facts()).isEqualTo(small);
        for (int i = 0; i < 20; i++) {
            size.took(size.facts(), Duration.ofMillis(100));
        }
        assertThat(size.facts()).isEqualTo(RoundSize.MOST);
    }

    @Test
    void inBetweenNothingChanges() {
        int before = size.facts();
        size.took(before, Duration.ofMillis(400));
        assertThat(size.facts()).isEqualTo(before);
    }
}
