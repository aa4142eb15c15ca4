package dev.beckon.loadtest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QueueWatchTest {

    @Test
    void eachPartHasItsRateFromTheFirstFoldOn() {
        // Second by second: nothing for three, then 10, 20 and 10 of 40.
        var watch = watched(40, 0, 0, 0, 10, 30, 40);
        assertThat(watch.rates(4)).containsExactly(10.0, 20.0, 20.0, 10.0);
        assertThat(watch.rates(1)).containsExactly(40 / 3.0);
        assertThat(watch.note()).contains("40 in 3.0 s").contains("(13/s)");
    }

    private static QueueWatch watched(long length, long... done) {
        Iterator<Long> times =
                LongStream.range(0, done.length)
                        .map(second -> second * 1_000_000_000L)
                        .boxed()
                        .toList()
                        .iterator();
        Iterator<Long> counts = List.of(box(done)).iterator();
        var watch = new QueueWatch(length, counts::next, times::next);
        for (int i = 0; i < done.length; i++) {
            watch.look();
        }
        return watch;
    }

    private static Long[] box(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }
}
