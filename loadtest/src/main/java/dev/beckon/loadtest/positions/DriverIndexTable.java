package dev.beckon.loadtest.positions;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.order.Kind;
import dev.beckon.devservices.DevServices;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.loadtest.LoadtestException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A look at the drivers as the rounds find them; not for several threads. */
final class DriverIndexTable implements AutoCloseable {

    private static final String LAST =
            "SELECT id, located_at FROM dispatch.drivers WHERE id = ANY (?)";

    private static final String INDEX = "dispatch.drivers_free";

    private static final double RADIUS_M = 2_000;
    private static final int MOST = 8;

    private final Connection connection;
    private final PreparedStatement last;
    private final DSLContext dsl;
    private final CandidatesTable candidates = new CandidatesTable();

    DriverIndexTable(DevServices services) {
        try {
            connection =
                    DriverManager.getConnection(
                            services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
            last = connection.prepareStatement(LAST);
            execute("SET search_path = dispatch, public");
            dsl = DSL.using(connection, SQLDialect.POSTGRES);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static LoadtestException unreadable(SQLException e) {
        return new LoadtestException("The driver index cannot be read: " + e.getMessage(), e);
    }

    /** When each was last located, in milliseconds since 1970; not those who never were. */
    Map<UUID, Long> lastAt(Collection<UUID> drivers) {
        var found = new HashMap<UUID, Long>();
        try {
            last.setArray(1, connection.createArrayOf("uuid", drivers.toArray()));
            try (var rows = last.executeQuery()) {
                while (rows.next()) {
                    var at = rows.getObject(2, OffsetDateTime.class);
                    if (at != null) {
                        found.put(rows.getObject(1, UUID.class), at.toInstant().toEpochMilli());
                    }
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return found;
    }

    /** How many are located and on shift. */
    long located() {
        return number(
                "SELECT count(*) FROM dispatch.drivers WHERE on_shift AND location IS NOT NULL");
    }

    long indexBytes() {
        return number("SELECT pg_relation_size('" + INDEX + "')");
    }

    /** What the same rows take in an index that is built anew. */
    long freshIndexBytes() {
        execute("REINDEX INDEX " + INDEX);
        return indexBytes();
    }

    /** Rids it of what the preparation left, which a quiet table has not. */
    void tidy() {
        execute("VACUUM ANALYZE dispatch.drivers");
        execute("REINDEX INDEX " + INDEX);
    }

    /**
     * The 99th percentile of so many searches at random places, one after the other, each as a
     * round asks for one order.
     */
    double nearestP99Ms(int searches) {
        var random = new Random(2);
        var times = new Histogram(3);
        for (int i = 0; i < searches; i++) {
            var pickup =
                    new LatLng(52.4 + random.nextDouble() * 0.2, 13.3 + random.nextDouble() * 0.2);
            var spot = new CandidatesTable.Spot(pickup, Kind.DELIVERY, Set.of(), MOST);
            long from = System.nanoTime();
            candidates.near(dsl, List.of(spot), RADIUS_M, Instant.now());
            times.recordValue(System.nanoTime() - from);
        }
        return times.getValueAtPercentile(99) / 1e6;
    }

    private long number(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
