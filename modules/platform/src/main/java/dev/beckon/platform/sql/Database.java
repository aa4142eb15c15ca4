package dev.beckon.platform.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.beckon.platform.time.Patience;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A module's own schema, reached as the module's own user: {@code dispatch} as {@code
 * beckon_dispatch}. The configured user logs in and steps down to it, so that no module can read
 * another's tables.
 */
public final class Database implements HealthIndicator, AutoCloseable {

    private static final Pattern MODULE = Pattern.compile("[a-z]+");

    /** Two processes that start at once must not both make the role. */
    private static final long PREPARATION_LOCK = 0x6265636b6f6eL;

    /**
     * How long a transaction may wait for its process before the server ends it: a process that is
     * stopped in the middle of one must not keep its locks from whoever takes over, which happens
     * after the 6 s of a consumer's session.
     */
    private static final int IDLE_IN_TRANSACTION_MS = 4_500;

    private final HikariDataSource pool;
    private final DSLContext dsl;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.dsl = DSL.using(new Connections(pool), SQLDialect.POSTGRES);
    }

    /**
     * Opens a module's database and brings its tables up to date from {@code db/MODULE} on the
     * class path; waits for the server as long as it takes.
     *
     * @param connections 2 to 4 serve two cores best
     */
    public static Database open(DatabaseProperties properties, String module, int connections) {
        if (!MODULE.matcher(module).matches()) {
            throw new IllegalArgumentException("not a module's name: " + module);
        }
        Patience.until("PostgreSQL at " + properties.url(), () -> prepare(properties, module));
        var config = new HikariConfig();
        config.setPoolName(module);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(2_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                stepDown(module)
                        + "; SET idle_in_transaction_session_timeout = "
                        + IDLE_IN_TRANSACTION_MS);
        config.addDataSourceProperty("ApplicationName", "beckon-" + module);
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The detail quotes the row, which may hold personal data.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new Database(new HikariDataSource(config));
    }

    public DSLContext dsl() {
        return dsl;
    }

    private static String role(String module) {
        return "beckon_" + module;
    }

    private static String stepDown(String module) {
        return "SET ROLE %s; SET search_path = %s, public".formatted(role(module), module);
    }

    private static void prepare(DatabaseProperties properties, String module) throws SQLException {
        var role = role(module);
        try (var connection =
                        DriverManager.getConnection(
                                properties.url(), properties.username(), properties.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql :
                    List.of(
                            "SELECT pg_advisory_xact_lock(%d)".formatted(PREPARATION_LOCK),
                            "CREATE EXTENSION IF NOT EXISTS postgis",
                            """
                            DO $$ BEGIN
                              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                                CREATE ROLE %1$s NOLOGIN;
                              END IF;
                              IF NOT pg_has_role(current_user, '%1$s', 'MEMBER') THEN
                                GRANT %1$s TO current_user;
                              END IF;
                            END $$
                            """
                                    .formatted(role),
                            "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s"
                                    .formatted(module, role))) {
                statement.execute(sql);
            }
            connection.commit();
        }
        Flyway.configure()
                .dataSource(properties.url(), properties.username(), properties.password())
                .initSql(stepDown(module))
                .schemas(module)
                .locations("classpath:db/" + module)
                .load()
                .migrate();
    }

    @Override
    public Health health() {
        try (var connection = pool.getConnection()) {
            return (connection.isValid(2) ? Health.up() : Health.down()).build();
        } catch (SQLException e) {
            return Health.down(e).build();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
