package dev.beckon.loadtest.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    /** Standard deviation 1.291, t 3.182 with three degrees of freedom. */
    @Test
    void isStudents() {
        var interval = Interval.of(1, 2, 3, 4);
        assertThat(interval.mean()).isEqualTo(2.5);
        assertThat(interval.halfWidth()).isCloseTo(2.054, within(0.001));
        assertThat(interval.signed()).isEqualTo("+2.5 ± 2.1");
    }

    @Test
    void ofOneValueNothingIsKnown() {
        assertThat(Interval.of(7).halfWidth()).isNaN();
        assertThat(Interval.of(7).signed()).isEqualTo("+7.0");
    }
}
