package dev.beckon.dispatch.round;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultOrRows;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/** Statements that go to the server together: one way there and back, however many there are. */
final class StatementsTable {

    private final StringJoiner text = new StringJoiner(";\n");
    private final List<@Nullable Object> bindings = new ArrayList<>();
    private int statements;
    private List<ResultOrRows> results = List.of();

    /**
     * @return its number
     */
    int add(String statement, @Nullable Object... values) {
        text.add(statement);
        Collections.addAll(bindings, values);
        return statements++;
    }

    void run(DSLContext tx) {
        if (statements > 0) {
            results = tx.fetchMany(text.toString(), bindings.toArray()).resultsOrRows();
        }
    }

    /**
     * How many rows a statement changed.
     *
     * @param number as {@link #add} returned it
     */
    int rows(int number) {
        return results.get(number).rows();
    }

    /**
     * What a statement found.
     *
     * @param number as {@link #add} returned it
     */
    Result<Record> found(int number) {
        return Objects.requireNonNull(results.get(number).result());
    }
}
