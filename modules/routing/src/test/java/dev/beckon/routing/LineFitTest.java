package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineFitTest {

    private final LineFit fit = new LineFit();

    @Test
    void findsTheLineThatTheWaysLieOn() {
        for (int km = 1; km <= 4; km++) {
            fit.add(km * 1_000, km * 1_500, 120 + km * 200);
        }
        StraightLine line = fit.line(StraightLine.TOWN);
        assertThat(line.startS()).isCloseTo(120, within(1e-6));
        assertThat(line.etaS(10_000)).isCloseTo(2_120, within(1e-6));
        assertThat(line.factor()).isCloseTo(1.5, within(1e-9));
        assertThat(line.speedMps()).isCloseTo(7.5, within(1e-9));
    }

    @Test
    void noWayEndsBeforeItBegins() {
        fit.add(1_000, 1_000, 100);
        fit.add(2_000, 2_000, 300);
        assertThat(fit.line(StraightLine.TOWN).startS()).isZero();
        assertThat(fit.line(StraightLine.TOWN).etaS(3_000)).isCloseTo(400, within(1e-6));
    }

    @Test
    void aDistanceThatIsMeasuredInAnotherWayIsNoShortcut() {
        fit.add(1_000, 999, 100);
        fit.add(2_000, 1_998, 200);
        assertThat(fit.line(StraightLine.TOWN).factor()).isEqualTo(1);
        assertThat(fit.line(StraightLine.TOWN).etaS(1_000)).isCloseTo(100, within(1e-6));
    }

    @Test
    void tooFewWaysSayNothing() {
        assertThat(fit.line(StraightLine.TOWN)).isEqualTo(StraightLine.TOWN);
        fit.add(1_000, 1_000, 100);
        assertThat(fit.line(StraightLine.TOWN)).isEqualTo(StraightLine.TOWN);
        fit.add(1_000, 1_000, 0);
        assertThat(fit.line(StraightLine.TOWN)).isEqualTo(StraightLine.TOWN);
    }
}
