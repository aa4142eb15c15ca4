package dev.beckon.loadtest.bench;

import java.util.List;

/** One goal: Beckon beside its limit, measured in the same run. */
public interface Benchmark {

    /** What {@code --only} takes, and what its plot is called. */
    String name();

    default Needs needs() {
        return Needs.APPLICATION;
    }

    /** One row for each line of the table. */
    List<Row> run(Bench bench) throws Exception;
}
