package dev.beckon.loadtest.positions;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What PostgreSQL alone takes: as many positions as the fleet has, 500 in each UPDATE. */
final class PositionsLimitTable {

    private static final int BATCH = 500;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String PREPARE =
            """
            DROP TABLE IF EXISTS bench_positions;
            CREATE TABLE bench_positions (id int PRIMARY KEY, location geometry (Point, 4326))
              WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
            INSERT INTO bench_positions
              SELECT i, ST_SetSRID(ST_MakePoint(13.3 + random() * 0.2, 52.4 + random() * 0.2), 4326)
              FROM generate_series(0, %d) i;
            CREATE INDEX ON bench_positions USING gist (location);
            """;
    private static final String UPDATE =
            """
            \\set from random(0, %d)
            UPDATE bench_positions p
              SET location = ST_SetSRID(ST_MakePoint(ST_X(p.location) + 0.0001, ST_Y(p.location)), 4326)
              WHERE p.id BETWEEN :from AND :from + %d - 1;
            """;

    private final Bench bench;
    private final DevServices services;
    private final Path script;

    private PositionsLimitTable(Bench bench, DevServices services, Path script) {
        this.bench = bench;
        this.services = services;
        this.script = script;
    }

    static PositionsLimitTable prepare(Bench bench, DevServices services, int drivers)
            throws IOException {
        try (var connection =
                        DriverManager.getConnection(
                                services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
                var statement = connection.createStatement()) {
            statement.execute(PREPARE.formatted(drivers - 1));
        } catch (SQLException e) {
            throw new LoadtestException("The limit cannot be prepared: " + e.getMessage(), e);
        }
        var script = bench.folder().resolve("positions.sql");
        Files.writeString(script, UPDATE.formatted(Math.max(0, drivers - BATCH), BATCH));
        return new PositionsLimitTable(bench, services, script);
    }

    /** Positions a second. */
    double rate() throws InterruptedException {
        var database = URI.create(services.jdbcUrl().substring("jdbc:".length()));
        var printed =
                Tool.of(
                                "pgbench",
                                List.of(
                                        program().toString(),
                                        "-n",
                                        "-M",
                                        "prepared",
                                        "-c",
                                        "2",
                                        "-T",
                                        bench.quick() ? "1" : "4",
                                        "-f",
                                        script.toString(),
                                        "-h",
                                        database.getHost(),
                                        "-p",
                                        Integer.toString(database.getPort()),
                                        "-U",
                                        services.jdbcUser(),
                                        database.getPath().substring(1)),
                                "install PostgreSQL's client programs")
                        .with("PGPASSWORD", services.jdbcPassword())
                        .run(Duration.ofSeconds(60));
        return Tool.number("pgbench", printed, RATE) * BATCH;
    }

    /** Beside the server's programs, not on the path, where Debian puts it. */
    private static Path program() {
        var versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                return each.map(version -> version.resolve("bin/pgbench"))
                        .filter(Files::isExecutable)
                        .max(Path::compareTo)
                        .orElse(Path.of("pgbench"));
            } catch (IOException e) {
                throw new LoadtestException("Cannot look into " + versions, e);
            }
        }
        return Path.of("pgbench");
    }
}
