package dev.beckon.dispatch.round;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the server together: one way there and back, however many there are. Their
 * arrays are the driver's own, which go as they are where jOOQ would write them as text: the bodies
 * of a large round are megabytes.
 */
final class StatementsTable {

    private static final Map<Class<?>, String> ELEMENTS =
            Map.of(
                    UUID[].class, "uuid",
                    Integer[].class, "int4",
                    Long[].class, "int8",
                    Double[].class, "float8",
                    OffsetDateTime[].class, "timestamptz",
                    String[].class, "text");

    private final StringJoiner text = new StringJoiner(";\n");
    private final List<@Nullable Object[]> arrays = new ArrayList<>();
    private int statements;
    private final List<Integer> rows = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();

    /**
     * @param values an array for each question mark
     * @return the statement's number
     */
    int add(String statement, @Nullable Object[]... values) {
        text.add(statement);
        Collections.addAll(arrays, values);
        return statements++;
    }

    void run(DSLContext tx) {
        if (statements > 0) {
            tx.connection(this::run);
        }
    }

    private void run(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(text.toString())) {
            for (int i = 0; i < arrays.size(); i++) {
                var values = arrays.get(i);
                var element = Objects.requireNonNull(ELEMENTS.get(values.getClass()));
                statement.setArray(i + 1, connection.createArrayOf(element, values));
            }
            boolean found = statement.execute();
            for (int i = 0; i < statements; i++) {
                rows.add(statement.getUpdateCount());
                texts.add(found ? texts(statement.getResultSet()) : List.of());
                found = statement.getMoreResults();
            }
        }
    }

    private static List<String> texts(ResultSet found) throws SQLException {
        var texts = new ArrayList<String>();
        while (found.next()) {
            texts.add(found.getString(1));
        }
        return texts;
    }

    /**
     * How many rows a statement changed.
     *
     * @param number as {@link #add} returned it
     */
    int rows(int number) {
        return rows.get(number);
    }

    /**
     * What a statement found, of its one column.
     *
     * @param number as {@link #add} returned it
     */
    List<String> texts(int number) {
        return texts.get(number);
    }
}
