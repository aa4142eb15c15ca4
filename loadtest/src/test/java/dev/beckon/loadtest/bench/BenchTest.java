package dev.beckon.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir private Path folder;

    @Test
    void aProcessIsWarmWhenThreeRunsAgree() throws Exception {
        var taken = new ArrayList<Double>();
        bench(false).warmUp(9, values(taken, 600, 650, 1_500, 1_600, 1_650, 1_700));
        assertThat(taken).containsExactly(600.0, 650.0, 1_500.0, 1_600.0, 1_650.0);
    }

    @Test
    void beckonAndItsLimitWarmUpUntilBothDo() throws Exception {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        var spreads =
                bench(false)
                        .repeat(
                                9,
                                2,
                                values(ours, 10, 10, 20, 21, 22, 22, 24),
                                values(theirs, 5, 9, 9, 9, 9, 8, 10));
        assertThat(spreads).isEqualTo(new Spreads(Spread.of(pair(22, 24)), Spread.of(pair(8, 10))));
    }

    @Test
    void aWarmUpEndsEvenIfNoThreeAgree() throws Exception {
        var taken = new ArrayList<Double>();
        bench(false).warmUp(3, values(taken, 1, 2, 4, 8));
        assertThat(taken).hasSize(3);
        taken.clear();
        bench(true).warmUp(3, values(taken, 1, 2, 4, 8));
        assertThat(taken).hasSize(1);
    }

    private Bench bench(boolean quick) {
        return new Bench(folder, folder, quick, false, false, new PrintWriter(Writer.nullWriter()));
    }

    private static List<Double> pair(double one, double other) {
        return List.of(one, other);
    }

    /** These, one after the other. */
    private static Measure values(List<Double> taken, double... values) {
        Iterator<Double> next = Arrays.stream(values).iterator();
        return () -> {
            taken.add(next.next());
            return taken.getLast();
        };
    }
}
