package dev.beckon.loadtest.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark came to.
 *
 * @param failure why there are no rows; null if there are
 */
record Outcome(String benchmark, List<Row> rows, @Nullable String failure) {

    Outcome {
        rows = List.copyOf(rows);
    }
}
