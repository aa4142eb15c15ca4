package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.dispatch.round.RoadTime.Limits;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Rounds on a clock of their own, which ways and other work move on. */
class RoadTimeTest {

    private long clockMs;

    private RoadTime roadTime(double share, long floorMs, int least) {
        return new RoadTime(
                new Limits(share, Duration.ofMillis(floorMs), least), () -> clockMs * 1_000_000);
    }

    /** How many of that many ways are looked up. */
    private int lookUp(RoadTime.OfRound round, int ways, long eachMs) {
        int found = 0;
        for (int i = 0; i < ways; i++) {
            found += round.lookUp(() -> way(eachMs)).isPresent() ? 1 : 0;
        }
        return found;
    }

    private OptionalDouble way(long takesMs) {
        clockMs += takesMs;
        return OptionalDouble.of(1);
    }

    /** A round that works, looks ways up, and works on. */
    private int round(RoadTime time, long beforeMs, long afterMs) {
        var round = time.begin();
        clockMs += beforeMs;
        int found = lookUp(round, 10_000, 1);
        clockMs += afterMs;
        round.end();
        return found;
    }

    @Test
    void aFifthOfTheRoundIsAQuarterOfItsOtherWork() {
        assertThat(round(roadTime(0.2, 0, 0), 100, 0)).isEqualTo(25);
    }

    @Test
    void whatComesAfterwardsIsExpectedOnceItIsKnown() {
        var time = roadTime(0.2, 0, 0);
        assertThat(round(time, 100, 300)).isEqualTo(25);
        for (int i = 0; i < 100; i++) {
            round(time, 100, 300);
        }
        assertThat(round(time, 100, 300)).isBetween(99, 100);
        // A larger round of the same make has its share at once.
        assertThat(round(time, 1_000, 3_000)).isBetween(995, 1_000);
        for (int i = 0; i < 100; i++) {
            round(time, 100, 0);
        }
        assertThat(round(time, 100, 0)).isBetween(25, 26);
    }

    @Test
    void aRoundThatStoodStillOpensNoFloodgate() {
        var time = roadTime(0.2, 0, 0);
        round(time, 100, 1_000_000);
        assertThat(round(time, 100, 0)).isLessThanOrEqualTo(50);
    }

    @Test
    void aRoundHasOneShareHoweverOftenItAsks() {
        var round = roadTime(0.2, 0, 0).begin();
        clockMs += 100;
        assertThat(lookUp(round, 20, 1)).isEqualTo(20);
        assertThat(lookUp(round, 20, 1)).isEqualTo(5);
        clockMs += 100;
        assertThat(lookUp(round, 50, 1)).isEqualTo(25);
    }

    @Test
    void aShortRoundHasTheFloorAndTheFewestWays() {
        assertThat(round(roadTime(0.2, 5, 0), 1, 0)).isEqualTo(5);
        assertThat(round(roadTime(0.2, 5, 8), 1, 0)).isEqualTo(8);
        assertThat(lookUp(roadTime(0.2, 5, 8).begin(), 20, 1_000)).isEqualTo(8);
    }

    @Test
    void noShareIsNoWay() {
        assertThat(round(roadTime(0, 0, 0), 1_000, 0)).isZero();
    }
}
