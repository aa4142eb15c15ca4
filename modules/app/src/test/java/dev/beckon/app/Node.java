package dev.beckon.app;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ServiceProcess;
import dev.beckon.loadtest.Main;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application as a process of its own. */
record Node(ServiceProcess process) {

    // Starts in half the time; a test ends before the better code would pay.
    private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    /**
     * Returns when it is healthy. It ends with the services.
     *
     * @param environment names the servers to use
     * @param arguments beyond those of development, which they override
     */
    static Node start(DevServices services, Map<String, String> environment, String... arguments) {
        var jar = new ApplicationJar(Path.of(System.getProperty("beckon.root", ".")));
        return new Node(
                services.launch(
                        jar.spec(
                                Ports.anyFree(),
                                environment,
                                Main.variables(),
                                JVM_OPTIONS,
                                List.of(arguments))));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + process.port());
    }
}
