package dev.beckon.launcher;

import dev.beckon.city.CityMap;
import dev.beckon.devservices.ProcessRecord;
import dev.beckon.devservices.ProcessSpec;
import dev.beckon.devservices.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application as a process of its own.
 *
 * @param roles comma-separated, or {@code all}
 * @param timeScale by how much driving is compressed; 1 but for a demo
 * @param map for ways by road; null: straight lines
 */
record ApplicationProcess(
        Checkout checkout, String roles, int port, double timeScale, @Nullable CityMap map) {

    private static final String NAME = "app-";
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final int HEALTH_TIMEOUT_MS = 2_000;

    // On two cores that it shares with its services, a concurrent collector takes more than it
    // gives.
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms256m",
                    "-Xmx1g",
                    "-Xshare:auto",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED");

    // Nobody else may come in, nobody approves drivers, and hundreds sign up at once from one
    // address and order for thousands.
    private static final List<String> DEVELOPMENT =
            List.of(
                    "--server.address=127.0.0.1",
                    "--beckon.development=true",
                    "--beckon.drivers.approval=off",
                    "--beckon.identity.argon2.memory-kib=4096",
                    "--beckon.identity.argon2.iterations=1",
                    "--beckon.limits.login.address=100000/1m",
                    "--beckon.limits.orders=100000/1m");

    /** The port of an application that this checkout runs and that is healthy. */
    static Optional<Integer> findRunning(Checkout checkout) {
        return ProcessRecord.listRunning(checkout.stateFolder()).stream()
                .filter(record -> record.name().startsWith(NAME))
                .map(ProcessRecord::port)
                .filter(ApplicationProcess::isHealthy)
                .findFirst();
    }

    /**
     * @param services the environment that names the servers to use
     */
    ProcessSpec spec(Map<String, String> services) {
        Path jar = checkout.applicationJar();
        if (!Files.exists(jar)) {
            throw new LauncherException(
                    "The application is not built (no "
                            + jar
                            + "): build it with `mvn -DskipTests package`");
        }
        var command = new ArrayList<>(withoutOptionsOf(System.getenv()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-jar", copy(jar).toString()));
        command.addAll(List.of("--roles=" + roles, "--server.port=" + port));
        command.addAll(DEVELOPMENT);
        command.add("--beckon.time-scale=" + timeScale);
        if (map != null) {
            command.add("--beckon.routing.map=" + map.file());
            command.add("--beckon.routing.cache=" + map.cache());
        }
        return new ProcessSpec(
                NAME + port,
                "The application",
                command,
                services,
                port,
                Signal.TERM,
                START_PATIENCE,
                () -> {},
                () -> isHealthy(port));
    }

    /** The application would take BECKON_ORDERS for a setting of its own, beckon.orders. */
    static List<String> withoutOptionsOf(Map<String, String> environment) {
        var command = new ArrayList<String>();
        for (var variable : Main.variables()) {
            if (environment.containsKey(variable)) {
                command.addAll(List.of("-u", variable));
            }
        }
        if (!command.isEmpty()) {
            command.addFirst("env");
        }
        return command;
    }

    /** The next build replaces the jar, and must not take the ground from under this process. */
    private Path copy(Path jar) {
        Path copy = checkout.stateFolder().resolve("app").resolve("app-" + port + ".jar");
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LauncherException("Cannot write " + copy + ": " + e.getMessage(), e);
        }
        return copy;
    }

    private static boolean isHealthy(int port) {
        try {
            var url = URI.create("http://127.0.0.1:" + port + "/actuator/health").toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(HEALTH_TIMEOUT_MS);
            connection.setReadTimeout(HEALTH_TIMEOUT_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
