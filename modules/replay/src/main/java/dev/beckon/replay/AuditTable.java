package dev.beckon.replay;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.sql.DatabaseProperties;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** Reads the dispatcher's tables for {@link Stored}, and changes nothing. */
final class AuditTable {

    private static final int FETCH = 5_000;

    private static final String EVENTS =
            """
            SELECT order_id, version, body FROM dispatch.events
            WHERE (order_id, version) > (?, ?)
            ORDER BY order_id, version
            LIMIT %d
            """
                    .formatted(FETCH);

    private final DatabaseProperties database;

    AuditTable(DatabaseProperties database) {
        this.database = database;
    }

    /**
     * @throws IllegalStateException if the database does not answer, or lacks a table
     */
    void read(Stored stored) {
        try (var connection =
                DriverManager.getConnection(
                        database.url(), database.username(), database.password())) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot(connection, stored);
            connection.commit();
            connection.setAutoCommit(true);
            events(connection, stored);
            stored.allRead();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "PostgreSQL at %s: %s".formatted(database.url(), e.getMessage()), e);
        }
    }

    private static void snapshot(Connection connection, Stored stored) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            var folded = new HashMap<Integer, Long>();
            try (var row =
                    statement.executeQuery("SELECT partition, folded FROM dispatch.partitions")) {
                while (row.next()) {
                    folded.put(row.getInt(1), row.getLong(2));
                }
            }
            stored.folded(folded);
            try (var row =
                    statement.executeQuery("SELECT id, version, state FROM dispatch.all_orders")) {
                while (row.next()) {
                    stored.order(
                            new OrderId(row.getObject(1, UUID.class)),
                            row.getLong(2),
                            row.getString(3));
                }
            }
            try (var row =
                    statement.executeQuery(
                            "SELECT id, token FROM dispatch.drivers WHERE held_by IS NOT NULL")) {
                while (row.next()) {
                    stored.driver(new DriverId(row.getObject(1, UUID.class)), row.getLong(2));
                }
            }
        }
    }

    /** In pages: one long look would keep the dead rows of all tables alive meanwhile. */
    private static void events(Connection connection, Stored stored) throws SQLException {
        var after = new UUID(0, 0);
        long version = 0;
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            int rows;
            do {
                statement.setObject(1, after);
                statement.setLong(2, version);
                rows = 0;
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows++;
                        after = row.getObject(1, UUID.class);
                        version = row.getLong(2);
                        event(stored, new OrderId(after), version, row.getString(3));
                    }
                }
            } while (rows == FETCH);
        }
    }

    private static void event(Stored stored, OrderId orderId, long version, String body) {
        try {
            stored.event(Json.topics().readValue(body, OrderEvent.class));
        } catch (JacksonException e) {
            stored.unreadable(orderId, version, e.getOriginalMessage());
        }
    }
}
