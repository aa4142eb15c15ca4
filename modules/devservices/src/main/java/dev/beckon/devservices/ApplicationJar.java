package dev.beckon.devservices;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The application, to be run as processes beside the services.
 *
 * @param root of the project, in which it was built
 */
public record ApplicationJar(Path root) {

    /** What its processes' names begin with; the port follows. */
    public static final String NAME = "app-";

    /** Starts in half the time; a test ends before the better code would pay. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final int HEALTH_TIMEOUT_MS = 2_000;

    // On two cores that it shares with its services, a concurrent collector takes more than it
    // gives. A node remembers 400 MB of 100,000 orders: with little more than that to keep them in
    // it stood still for a second each minute, and next to nothing was garbage.
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms2g",
                    "-Xmx2g",
                    "-Xmn768m",
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

    /**
     * @param services the environment that names the servers to use
     * @param hidden variables of the environment that are options of ours: the application would
     *     take BECKON_ORDERS for a setting of its own, beckon.orders
     * @param jvmOptions beyond the usual ones
     * @param arguments beyond those of development, which they override
     */
    public ProcessSpec spec(
            int port,
            Map<String, String> services,
            Collection<String> hidden,
            List<String> jvmOptions,
            List<String> arguments) {
        var unpacked = unpacked();
        var command = new ArrayList<>(without(hidden));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(Compilers.first());
        if (jvmOptions.stream().noneMatch(Training::isOption)) {
            Stream.of(unpacked.drill(), unpacked.rehearsal())
                    .filter(Training::done)
                    .findFirst()
                    .ifPresent(training -> command.add(training.useOption()));
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", unpacked.jar().toString()));
        command.add("--server.port=" + port);
        // The first of two equal names would win.
        DEVELOPMENT.stream()
                .filter(setting -> arguments.stream().noneMatch(each -> sameName(each, setting)))
                .forEach(command::add);
        command.addAll(arguments);
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

    /** Of this build, under load: worth minutes before something is measured. */
    public Training drill() {
        return unpacked().drill();
    }

    /** Of this build, by the way: it starts sooner, and is no faster afterwards. */
    public Training rehearsal() {
        return unpacked().rehearsal();
    }

    private UnpackedJar unpacked() {
        Path jar = file();
        if (!Files.exists(jar)) {
            throw new DevServicesException(
                    "The application is not built (no "
                            + jar
                            + "): build it with `mvn -DskipTests package`");
        }
        return UnpackedJar.of(jar, root.resolve(".beckon/app"));
    }

    /** Where the build puts it. */
    public Path file() {
        return root.resolve("modules/app/target/beckon-app.jar");
    }

    /** Whether an application answers there, and all that it needs is well. */
    public static boolean isHealthy(int port) {
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

    /** What a command begins with so that it does not see these variables. */
    static List<String> without(Collection<String> variables) {
        var prefix = new ArrayList<String>();
        variables.forEach(variable -> prefix.addAll(List.of("-u", variable)));
        if (!prefix.isEmpty()) {
            prefix.addFirst("env");
        }
        return prefix;
    }

    private static boolean sameName(String one, String other) {
        return one.substring(0, one.indexOf('=') + 1)
                .equals(other.substring(0, other.indexOf('=') + 1));
    }
}
