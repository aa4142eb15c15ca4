package dev.beckon.app;

import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ProcessSpec;
import dev.beckon.devservices.ServiceProcess;
import dev.beckon.devservices.Signal;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application as a process of its own, from the classes that the tests run with. */
record Node(ServiceProcess process) {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final int HEALTH_TIMEOUT_MS = 2_000;

    /** Returns when it is healthy. It ends with the services. */
    static Node start(DevServices services, Map<String, String> environment, String... arguments) {
        int port = Ports.anyFree();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath(), App.class.getName()));
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");
        command.addAll(List.of(arguments));
        return new Node(
                services.launch(
                        new ProcessSpec(
                                "app-" + port,
                                "The application",
                                command,
                                environment,
                                port,
                                Signal.TERM,
                                START_PATIENCE,
                                () -> {},
                                () -> isHealthy(port))));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    /** Without the launcher, whose logging goes to a file of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("launcher"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isHealthy(int port) {
        try {
            var health = URI.create("http://127.0.0.1:" + port + "/actuator/health").toURL();
            var connection = (HttpURLConnection) health.openConnection();
            connection.setConnectTimeout(HEALTH_TIMEOUT_MS);
            connection.setReadTimeout(HEALTH_TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
