package dev.beckon.loadtest.micro;

import dev.beckon.dispatch.matching.Match;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.matching.Need;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One round of the matcher. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatcherMicro {

    @Param({"1", "50", "500"})
    public int orders;

    @Param({"NEAREST", "BATCH"})
    public MatchingPolicy policy = MatchingPolicy.NEAREST;

    private List<Need> round = List.of();

    @Setup
    public void prepare() {
        round = Samples.round(orders);
    }

    @Benchmark
    public List<Match> match() {
        return policy.match(round);
    }
}
