package dev.beckon.dispatch.round;

import org.jooq.DSLContext;
import org.jooq.ResultOrRows;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** Statements that go to the server together: one way there and back, however many there are. */
final class StatementsTable {

    private final StringJoiner text = new StringJoiner(";\n");
    private final List<@Nullable Object> bindings = new ArrayList<>();
    private int statements;

    void add(String statement, @Nullable Object... values) {
        text.add(statement);
        Collections.addAll(bindings, values);
        statements++;
    }

    /**
     * @return what each came to, in their order
     */
    List<ResultOrRows> run(DSLContext tx) {
        return statements == 0
                ? List.of()
                : tx.fetchMany(text.toString(), bindings.toArray()).resultsOrRows();
    }
}
