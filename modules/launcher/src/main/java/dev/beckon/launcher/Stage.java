package dev.beckon.launcher;

import dev.beckon.city.CityMap;
import dev.beckon.city.CityOptions;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.DevServicesException;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the end-to-end tests play on: empty services, an application with the made-up city, and a
 * second node beside it that is there to be killed. All of it is gone afterwards.
 */
final class Stage implements AutoCloseable {

    /** What serves pages and sockets; dispatching goes on elsewhere. */
    private static final String NODE_ROLES = "identity,orders,drivers,gateway,web";

    /** So short that it runs out within a test. */
    private static final String NODE_TOKENS = "--beckon.identity.access-token=10s";

    /** A test awaits that nobody is found for a task. */
    private static final String SEARCHES = "--beckon.deadlines.task=30s";

    private final Checkout checkout;
    private final PrintWriter out;
    private final DevServices services;
    private final ServiceProcess application;
    private final ServiceProcess node;
    private volatile boolean closed;

    private Stage(
            Checkout checkout,
            PrintWriter out,
            DevServices services,
            ServiceProcess application,
            ServiceProcess node) {
        this.checkout = checkout;
        this.out = out;
        this.services = services;
        this.application = application;
        this.node = node;
        keepUp();
    }

    /** Returns when all is ready. */
    static Stage start(Checkout checkout, PrintWriter out) {
        out.println("For the end-to-end tests: starting the services and two applications …");
        out.flush();
        var map = CityMap.synthetic(CityOptions.DEFAULT_SEED, checkout.stateFolder());
        var tiles = new TilesOption().find(checkout, map, out);
        var services = DevServices.forTests();
        try {
            var environment = services.springProperties();
            var application = process(checkout, RoleName.ALL.toString(), map, tiles);
            var node = process(checkout, NODE_ROLES, map, tiles);
            return new Stage(
                    checkout,
                    out,
                    services,
                    services.launch(application.shortLived(environment, SEARCHES)),
                    services.launch(node.shortLived(environment, NODE_TOKENS)));
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private static ApplicationProcess process(
            Checkout checkout, String roles, CityMap map, @Nullable Path tiles) {
        return new ApplicationProcess(checkout, roles, Ports.anyFree(), 1, map, tiles);
    }

    /** By what the tests find it. */
    Map<String, String> environment() {
        return Map.of(
                "BECKON_URL", url(application),
                "BECKON_NODE_URL", url(node),
                "BECKON_NODE_RECORD", node.record().toString());
    }

    private static String url(ServiceProcess process) {
        return "http://127.0.0.1:" + process.port();
    }

    /** What the applications have said, for whoever looks for the reason of a failure. */
    void keepLogs() {
        Path folder = checkout.stateFolder().resolve("logs");
        try {
            Files.createDirectories(folder);
            keep(application, folder.resolve("e2e-application.log"));
            keep(node, folder.resolve("e2e-node.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("What the applications have said is in " + folder);
        out.flush();
    }

    private static void keep(ServiceProcess process, Path file) throws IOException {
        Files.copy(process.log(), file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As on a platform that starts again what has died, be it while it was starting. */
    private void keepUp() {
        node.onExit()
                .thenRunAsync(
                        () -> {
                            if (!closed) {
                                startAgain();
                                keepUp();
                            }
                        });
    }

    private void startAgain() {
        try {
            node.restart();
        } catch (DevServicesException e) {
            out.println(e.getMessage());
            out.flush();
        }
    }

    @Override
    public void close() {
        closed = true;
        services.close();
    }
}
