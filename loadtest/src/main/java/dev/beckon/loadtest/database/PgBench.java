package dev.beckon.loadtest.database;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** PostgreSQL's own measure, run against the services of a benchmark with prepared statements. */
final class PgBench {

    private static final int CLIENTS = 2;

    private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+) ");

    /** Of a run without a result. */
    private static final String NONE = "transactions actually processed: 0\n";

    private static final int LONGER = 4;
    private static final int PATIENCE_S = 60;

    private final Path program;
    private final Map<String, String> environment;
    private final Path folder;

    /**
     * @param folder for the scripts
     */
    PgBench(DevServices services, Path folder) {
        this.program = besideServer(services);
        this.folder = folder;
        var database = URI.create(services.jdbcUrl().substring("jdbc:".length()));
        this.environment =
                Map.of(
                        "PGHOST", database.getHost(),
                        "PGPORT", Integer.toString(database.getPort()),
                        "PGDATABASE", database.getPath().substring(1),
                        "PGUSER", services.jdbcUser(),
                        "PGPASSWORD", services.jdbcPassword(),
                        "PGOPTIONS", "-c search_path=dispatch,public");
    }

    /**
     * Transactions a second of two clients that go on for so long, or longer where a busy machine
     * completes none: the time runs before they are connected.
     */
    double runFor(int seconds, String name, String script) {
        var tps = run(List.of("-T", Integer.toString(seconds)), name, script);
        if (tps.isEmpty() && seconds > PATIENCE_S) {
            throw new LoadtestException(
                    "PostgreSQL answers no query of %s within %d s".formatted(name, seconds));
        }
        return tps.isPresent() ? tps.getAsDouble() : runFor(LONGER * seconds, name, script);
    }

    /** Transactions a second until all clients together have done so many. */
    double runUntil(int transactions, String name, String script) {
        int each = Math.max(1, transactions / CLIENTS);
        return run(List.of("-t", Integer.toString(each)), name, script).orElseThrow();
    }

    /** Nothing if there was no time for a single transaction. */
    private OptionalDouble run(List<String> howLong, String name, String script) {
        var file = folder.resolve(name + ".pgbench.sql");
        var command = new ArrayList<String>();
        var clients = Integer.toString(CLIENTS);
        command.addAll(List.of(program.toString(), "-n", "-M", "prepared"));
        command.addAll(List.of("-c", clients, "-j", clients));
        command.addAll(howLong);
        command.addAll(List.of("-f", file.toString()));
        try {
            Files.writeString(file, script);
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var tps = TPS.matcher(said);
            boolean none = said.contains(NONE);
            if (process.waitFor() != 0 || !none && !tps.find()) {
                throw new LoadtestException(
                        "`%s` failed:\n%s".formatted(String.join(" ", command), said));
            }
            return none
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(tps.group(1)));
        } catch (IOException e) {
            throw new LoadtestException("Cannot run " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("Interrupted while pgbench ran", e);
        }
    }

    private static Path besideServer(DevServices services) {
        var server =
                ProcessHandle.of(services.postgres().pid())
                        .flatMap(process -> process.info().command())
                        .map(Path::of)
                        .orElseThrow(
                                () -> new LoadtestException("PostgreSQL has ended: see its log"));
        var program = server.resolveSibling("pgbench");
        if (!Files.isExecutable(program)) {
            throw new LoadtestException(
                    "pgbench is not beside "
                            + server
                            + ": install it (Debian has it in the server's package, others in"
                            + " postgresql-contrib)");
        }
        return program;
    }
}
