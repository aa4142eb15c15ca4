package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.dispatch.edge.Backlog.Reach;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The intake of one second after the other, and how long whoever comes then would wait. */
class BacklogTest {

    private final Backlog backlog = new Backlog();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long placed;
    private long folded;

    /**
     * A second in which so many are placed and so many folded.
     *
     * @return the wait, in whole seconds
     */
    private long second(long morePlaced, long moreFolded) {
        now = now.plusSeconds(1);
        placed += morePlaced;
        folded = Math.min(placed, folded + moreFolded);
        return backlog.look(now, Map.of(0, new Reach(placed, folded), 1, new Reach(7, 7)))
                .toSeconds();
    }

    private long seconds(int howMany, long morePlaced, long moreFolded) {
        long wait = 0;
        for (int i = 0; i < howMany; i++) {
            wait = second(morePlaced, moreFolded);
        }
        return wait;
    }

    @Test
    void whoKeepsUpKeepsNobodyWaiting() {
        assertThat(seconds(60, 200, 200)).isZero();
    }

    @Test
    void theFirstLookAtALogThatWasReadLongAgoSaysNothing() {
        placed = 1_000_000;
        folded = 1_000_000;
        assertThat(second(0, 0)).isZero();
    }

    /** What is in hand is no queue: the slow seconds before were slow for want of work. */
    @Test
    void aBurstIsNotMeasuredByTheQuietBeforeIt() {
        seconds(60, 5, 5);
        assertThat(second(4_000, 10)).isZero();
        assertThat(second(0, 1_000)).isLessThanOrEqualTo(1);
        assertThat(seconds(2, 0, 1_000)).isLessThanOrEqualTo(3);
    }

    @Test
    void moreThanCanBeFoldedIsToldByWhatCan() {
        seconds(10, 1_000, 1_000);
        assertThat(seconds(5, 10_000, 1_000)).isEqualTo(45);
        assertThat(seconds(40, 0, 1_000)).isEqualTo(5);
        assertThat(seconds(6, 0, 1_000)).isZero();
    }

    /** For as long as others may be taking over, what they could do counts. */
    @Test
    void nobodyFoldsAndTheWaitGrows() {
        seconds(10, 100, 100);
        assertThat(seconds(7, 100, 0)).isEqualTo(7 + 7);
        assertThat(seconds(8, 100, 0)).isEqualTo(15 + 15);
        assertThat(seconds(1, 100, 1_000)).isZero();
    }

    @Test
    void nobodyEverFolded() {
        assertThat(seconds(40, 1, 0)).isEqualTo(39);
    }
}
