package dev.beckon.devservices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** PostgreSQL with PostGIS: one cluster with the database and the user {@code beckon}. */
final class PostgresServer {

    static final String NAME = "postgres";
    static final String TITLE = "PostgreSQL";
    static final String USER = "beckon";
    static final String PASSWORD = "beckon";

    /** PostgreSQL refuses to run as root, so its own user does, as its packages set it up. */
    private static final String SERVER_USER = "postgres";

    // Over TCP only, only from this machine, only with a password: its superuser has none.
    private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

    private static final String PREPARE_CLUSTER =
            """
            CREATE ROLE beckon LOGIN CREATEDB CREATEROLE PASSWORD 'beckon'
            CREATE DATABASE beckon OWNER beckon
            """;
    private static final String PREPARE_DATABASE = "CREATE EXTENSION postgis\n";

    private final PostgresInstallation installation;
    private final Path folder;
    private final Path data;
    private final boolean durable;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    /**
     * @param durable whether what is committed outlives the machine's crash
     */
    PostgresServer(Path folder, boolean durable) {
        this.folder = folder;
        this.durable = durable;
        Folders.create(folder);
        this.data = dataFolder();
        this.installation = installation();
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/beckon";
    }

    ProcessSpec spec(int port, Duration patience) {
        var command = asServerUser("postgres");
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        var settings = new ArrayList<String>();
        settings.add("listen_addresses=127.0.0.1");
        settings.add("unix_socket_directories=");
        settings.add("max_connections=100");
        settings.add("shared_buffers=256MB");
        settings.add("max_wal_size=2GB");
        settings.add("random_page_cost=1.1");
        // Compiling a query takes longer than any of ours runs.
        settings.add("jit=off");
        // A KNN search walks the dead entries of its index: away with them soon. Each look is a
        // process of its own.
        settings.add("autovacuum_naptime=5s");
        settings.add("timezone=UTC");
        settings.add("log_timezone=UTC");
        settings.add("fsync=" + (durable ? "on" : "off"));
        if (!durable) {
            settings.add("full_page_writes=off");
        }
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessSpec(
                NAME,
                TITLE,
                command,
                Map.of(),
                port,
                // Its "fast" shutdown; on TERM it would wait for its clients to leave.
                Signal.INT,
                patience,
                () -> {
                    makeCluster();
                    removeStaleLock();
                },
                () -> answers(port));
    }

    /** Makes the cluster, unless there is a whole one. */
    void makeCluster() {
        if (madeBy().isPresent()) {
            return;
        }
        Folders.delete(data);
        Folders.create(data);
        try {
            Files.setPosixFilePermissions(
                    data, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            if (root) {
                Folders.give(data, SERVER_USER);
            }
            var initdb = asServerUser("initdb");
            initdb.addAll(List.of("-D", data.toString(), "-U", SERVER_USER, "--auth=reject"));
            initdb.addAll(List.of("-E", "UTF8", "--no-locale"));
            if (!durable) {
                initdb.add("--no-sync");
            }
            Command.run(initdb, "");
            Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
            alone("postgres", PREPARE_CLUSTER);
            alone("beckon", PREPARE_DATABASE);
            Files.writeString(marker(), installation.major() + "\n");
        } catch (IOException e) {
            throw new DevServicesException("Cannot prepare " + data + ": " + e.getMessage(), e);
        }
    }

    /** The server without network or other users: a statement a line, as superuser. */
    private void alone(String database, String statements) {
        var command = asServerUser("postgres");
        command.addAll(List.of("--single", "-D", data.toString()));
        if (!durable) {
            command.addAll(List.of("-c", "fsync=off"));
        }
        command.add(database);
        String output = Command.run(command, statements);
        // Its status is 0 even when a statement failed.
        if (output.contains("ERROR:") || output.contains("FATAL:")) {
            throw new DevServicesException(
                    "PostgreSQL could not prepare the database `"
                            + database
                            + "`:\n"
                            + LogTail.of(output));
        }
    }

    /** Left by a crash: if by then its pid belongs to somebody else, the server would not start. */
    private void removeStaleLock() {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        try {
            postmaster(lock).ifPresent(process -> ServiceProcess.end(process, Signal.INT));
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new DevServicesException("Cannot mend " + lock + ": " + e.getMessage(), e);
        }
    }

    /** The process that the lock names, if that is a server on this very data. */
    private Optional<ProcessHandle> postmaster(Path lock) throws IOException {
        try {
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(
                            process ->
                                    process.info()
                                            .commandLine()
                                            .filter(line -> line.contains(data.toString()))
                                            .isPresent());
        } catch (NumberFormatException | java.util.NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static boolean answers(int port) {
        if (!Ports.answers(port)) {
            return false;
        }
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        try (var connection = DriverManager.getConnection(jdbcUrl(port), properties);
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT 1")) {
            return result.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** The version that made the cluster; empty if there is none, or half of one. */
    private Optional<Integer> madeBy() {
        try {
            if (!Files.exists(marker()) || !Files.exists(data.resolve("PG_VERSION"))) {
                return Optional.empty();
            }
            return Optional.of(Integer.parseInt(Files.readString(marker()).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private PostgresInstallation installation() {
        List<PostgresInstallation> installed = PostgresInstallation.list();
        if (installed.isEmpty()) {
            throw new DevServicesException(
                    "PostgreSQL with PostGIS is not installed: install both (Debian and Ubuntu:"
                            + " `apt-get install postgresql postgis postgresql-15-postgis-3`, with"
                            + " your version), or set SPRING_DATASOURCE_URL to a server that runs");
        }
        Optional<Integer> madeBy = madeBy();
        if (madeBy.isEmpty()) {
            return installed.getFirst();
        }
        return installed.stream()
                .filter(candidate -> candidate.major() == madeBy.get())
                .findFirst()
                .orElseThrow(
                        () ->
                                new DevServicesException(
                                        "The data in "
                                                + folder
                                                + " is of PostgreSQL "
                                                + madeBy.get()
                                                + ", which is not installed with PostGIS: install"
                                                + " it, or delete that folder"));
    }

    private List<String> asServerUser(String program) {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid", SERVER_USER, "--regid", SERVER_USER));
            command.addAll(List.of("--init-groups", "--"));
        }
        command.add(installation.program(program));
        return command;
    }

    /** Within the state folder, unless the server's own user cannot get there: a home of root. */
    private Path dataFolder() {
        if (!root || Folders.isOpenToAll(folder)) {
            return folder.resolve("data");
        }
        String id =
                UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
        Path elsewhere = Path.of("/var/lib/beckon");
        Folders.create(elsewhere);
        return elsewhere.resolve(id);
    }

    private Path marker() {
        return folder.resolve("complete");
    }
}
