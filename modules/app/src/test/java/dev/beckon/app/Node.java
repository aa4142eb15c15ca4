package dev.beckon.app;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ServiceProcess;
import dev.beckon.devservices.Training;
import dev.beckon.loadtest.Main;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The application as a process of its own. */
record Node(ServiceProcess process) {

    private static final ApplicationJar JAR =
            new ApplicationJar(Path.of(System.getProperty("beckon.root", ".")));
    private static final Training REHEARSAL = JAR.rehearsal();

    private static final List<String> JVM_OPTIONS = List.of(ApplicationJar.SHORT_LIVED);

    /**
     * Returns when it is healthy. It ends with the services.
     *
     * @param environment names the servers to use
     * @param arguments beyond those of development, which they override
     */
    static Node start(DevServices services, Map<String, String> environment, String... arguments) {
        return start(services, environment, JVM_OPTIONS, List.of(arguments));
    }

    /** The same, all of it, of which those that are started later learn; {@link #end} it. */
    static Node rehearse(DevServices services) {
        var jvmOptions =
                REHEARSAL.done()
                        ? JVM_OPTIONS
                        : Stream.concat(JVM_OPTIONS.stream(), Stream.of(REHEARSAL.option()))
                                .toList();
        return start(services, services.springProperties(), jvmOptions, List.of());
    }

    private static Node start(
            DevServices services,
            Map<String, String> environment,
            List<String> jvmOptions,
            List<String> arguments) {
        return new Node(
                services.launch(
                        JAR.spec(
                                Ports.anyFree(),
                                environment,
                                Main.variables(),
                                jvmOptions,
                                arguments)));
    }

    /** Of a rehearsal. */
    void end() throws InterruptedException {
        if (!REHEARSAL.done()) {
            REHEARSAL.end(process);
        }
        process.stop();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + process.port());
    }
}
