package dev.beckon.loadtest.load;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ServiceProcess;
import dev.beckon.launcher.Checkout;
import dev.beckon.launcher.Servers;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.Main;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a load falls upon: an installation that runs already, or one of its own. */
final class Target implements AutoCloseable {

    private final List<String> urls;
    private final Servers servers;
    private final @Nullable DevServices services;
    private final @Nullable ServiceProcess application;

    private Target(
            List<String> urls,
            Servers servers,
            @Nullable DevServices services,
            @Nullable ServiceProcess application) {
        this.urls = urls;
        this.servers = servers;
        this.services = services;
        this.application = application;
    }

    /**
     * @param attach empty: services and an application are started, and gone when it is closed
     */
    static Target of(Checkout checkout, List<String> attach, PrintWriter out) {
        return attach.isEmpty() ? own(checkout.root(), out) : attached(checkout, attach);
    }

    private static Target attached(Checkout checkout, List<String> attach) {
        var servers =
                Servers.findRunning(checkout)
                        .orElseThrow(
                                () ->
                                        new LoadtestException(
                                                "It is not known which Kafka to audit: set"
                                                        + " SPRING_KAFKA_BOOTSTRAP_SERVERS to that"
                                                        + " of the applications at --attach"));
        return new Target(attach, servers, null, null);
    }

    private static Target own(Path root, PrintWriter out) {
        out.println("Kafka, PostgreSQL, Redis and the application: starting …");
        out.flush();
        var services = DevServices.forBenchmarks(root);
        try {
            var application =
                    services.launch(
                            new ApplicationJar(root)
                                    .spec(
                                            Ports.anyFree(),
                                            services.springProperties(),
                                            Main.variables(),
                                            List.of(),
                                            List.of()));
            return new Target(
                    List.of("http://127.0.0.1:" + application.port()),
                    Servers.of(services),
                    services,
                    application);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** Of the applications. */
    List<String> urls() {
        return urls;
    }

    /** What the applications keep their facts in. */
    Servers servers() {
        return servers;
    }

    /** Nothing more happens, as far as that is for us to say. */
    void rest() {
        if (application != null) {
            application.stop();
        }
    }

    @Override
    public void close() {
        if (services != null) {
            services.close();
        }
    }
}
