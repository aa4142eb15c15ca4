package dev.beckon.launcher;

import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.ProcessRecord;
import dev.beckon.platform.sql.DatabaseProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which servers the application uses, by the environment variables that Spring reads. A running
 * {@code up} or {@code demo} leaves them in a file, so that other processes can share its servers:
 * {@code set -a; . .beckon/services.env}.
 */
public record Servers(Map<String, String> environment) {

    private static final String KAFKA = "SPRING_KAFKA_BOOTSTRAP_SERVERS";
    private static final String DATABASE = "SPRING_DATASOURCE_URL";
    private static final String USER = "SPRING_DATASOURCE_USERNAME";
    private static final String PASSWORD = "SPRING_DATASOURCE_PASSWORD";

    public static Servers of(DevServices services) {
        return new Servers(services.springProperties());
    }

    /** Those that the environment names, else those of a running {@code up} or {@code demo}. */
    public static Optional<Servers> findRunning(Checkout checkout) {
        if (System.getenv(KAFKA) != null) {
            return Optional.of(new Servers(System.getenv()));
        }
        var file = file(checkout);
        if (!Files.exists(file) || ProcessRecord.listRunning(checkout.stateFolder()).isEmpty()) {
            return Optional.empty();
        }
        var named = new HashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    named.put(
                            line.substring(0, equals),
                            line.substring(equals + 2, line.length() - 1));
                }
            }
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return Optional.of(new Servers(named));
    }

    static Path file(Checkout checkout) {
        return checkout.stateFolder().resolve("services.env");
    }

    void write(Checkout checkout) {
        var lines =
                environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                        .collect(Collectors.joining());
        var file = file(checkout);
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new LauncherException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    String kafka() {
        return environment.getOrDefault(KAFKA, "127.0.0.1:9092");
    }

    /** Null where no database is named: then only the topics are looked at. */
    @Nullable DatabaseProperties database() {
        var url = environment.get(DATABASE);
        return url == null
                ? null
                : new DatabaseProperties(
                        url,
                        environment.getOrDefault(USER, "beckon"),
                        environment.getOrDefault(PASSWORD, "beckon"));
    }
}
