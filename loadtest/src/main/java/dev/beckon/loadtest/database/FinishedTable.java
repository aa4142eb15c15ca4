package dev.beckon.loadtest.database;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * A past: orders that have ended, with their events, copied from some that really have. A copy has
 * an id of its own and an empty body, which nobody reads any more; the log knows nothing of it, so
 * an audit comes before.
 */
final class FinishedTable implements AutoCloseable {

    private static final int SAMPLE = 1_000;

    /** A statement is given up after 30 s. */
    private static final int COPIES_OF_STATEMENT = 100;

    /** The tables that orders are copied within: from one, into another, and its name for them. */
    private static final List<Copy> COPIES =
            List.of(
                    new Copy("orders", "ended_orders", "id"),
                    new Copy("events", "events", "order_id"));

    private record Copy(String from, String into, String id) {}

    private final Database database;
    private final DSLContext dsl;

    FinishedTable(DevServices services) {
        database =
                Database.open(
                        new DatabaseProperties(
                                services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword()),
                        "dispatch",
                        1);
        dsl = database.dsl();
    }

    /** Adds exactly so many, however few there are to copy from. */
    void add(int orders) {
        dsl.execute("SET work_mem = '256MB'; SET synchronous_commit = off");
        int sampled =
                dsl.execute(
                        """
                        CREATE TEMP TABLE sampled AS
                        SELECT id, row_number() OVER () AS nth
                        FROM orders WHERE state = 'DELIVERED' LIMIT ?
                        """,
                        Math.min(SAMPLE, orders));
        if (sampled == 0) {
            throw new LoadtestException("no order has ended that could be copied");
        }
        int copies = Math.ceilDiv(orders, sampled);
        for (int from = 1; from <= copies; from += COPIES_OF_STATEMENT) {
            var numbers =
                    "%d, %d".formatted(from, Math.min(from + COPIES_OF_STATEMENT - 1, copies));
            COPIES.forEach(copy -> copy(copy, numbers, orders, sampled));
        }
        COPIES.forEach(copy -> dsl.execute("VACUUM ANALYZE " + copy.into()));
    }

    /** In the order of the new ids, so that the indexes grow at one end. */
    private void copy(Copy copy, String numbers, int orders, int sampled) {
        var columns =
                dsl.fetch(
                                """
                                SELECT attname FROM pg_attribute
                                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
                                """,
                                copy.into())
                        .getValues(0, String.class);
        var values =
                columns.stream()
                        .map(
                                column ->
                                        column.equals(copy.id())
                                                ? "md5(t.%s::text || n)::uuid".formatted(column)
                                                : column.equals("body")
                                                        ? "'{}'::json"
                                                        : "t." + column)
                        .collect(Collectors.joining(", "));
        dsl.execute(
                """
                INSERT INTO %s (%s)
                SELECT %s FROM %s t JOIN sampled s ON s.id = t.%s, generate_series(%s) n
                WHERE (n - 1) * %d + nth <= %d
                ORDER BY 1
                """
                        .formatted(
                                copy.into(),
                                String.join(", ", columns),
                                values,
                                copy.from(),
                                copy.id(),
                                numbers,
                                sampled,
                                orders));
    }

    @Override
    public void close() {
        database.close();
    }
}
