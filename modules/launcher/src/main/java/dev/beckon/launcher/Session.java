package dev.beckon.launcher;

import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.DevServicesOptions;
import dev.beckon.devservices.Ports;
import dev.beckon.devservices.ServiceProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The services and the application beside them, from their start to their end in good order. */
final class Session implements AutoCloseable {

    private final Checkout checkout;
    private final PrintWriter out;
    private final DevServices services;
    private final ServiceProcess application;
    private volatile boolean closed;

    private Session(
            Checkout checkout, PrintWriter out, DevServices services, ServiceProcess application) {
        this.checkout = checkout;
        this.out = out;
        this.services = services;
        this.application = application;
        for (ServiceProcess process : services.processes()) {
            process.onExit().thenAccept(status -> report(process, status));
        }
    }

    /** Returns when the services are ready; there is no application then. */
    static DevServices servicesOnly(DevServicesOptions options, PrintWriter out) {
        return timed(out, "Kafka, PostgreSQL, Redis", () -> DevServices.start(options));
    }

    /** Returns when all is ready. Ends by itself with the JVM. */
    static Session start(
            DevServicesOptions options, ApplicationProcess application, PrintWriter out) {
        if (!Ports.isFree(application.port())) {
            throw new LauncherException(
                    "Port "
                            + application.port()
                            + " is in use: free it (is another `./beckon up` running? see"
                            + " `./beckon status`), or choose another with --port");
        }
        DevServices services =
                timed(out, "Kafka, PostgreSQL, Redis", () -> DevServices.start(options));
        try {
            Servers.of(services).write(application.checkout());
            ServiceProcess process =
                    timed(
                            out,
                            "The application (roles: " + application.roles() + ")",
                            () -> services.launch(application.spec(services.springProperties())));
            var session = new Session(application.checkout(), out, services, process);
            Runtime.getRuntime().addShutdownHook(new Thread(session::close, "stop"));
            session.printAccounts();
            return session;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    String apiUrl() {
        return "http://127.0.0.1:" + application.port();
    }

    DevServices services() {
        return services;
    }

    private void printAccounts() {
        var accounts = AccountsHttp.make(apiUrl());
        if (!accounts.isEmpty()) {
            out.printf(
                    "To try it, sign in at %s/ as %s; the password is \"%s\".%n",
                    apiUrl(), String.join(", ", accounts), AccountsHttp.PASSWORD);
            out.flush();
        }
    }

    void printAddresses() {
        line("Web client", apiUrl() + "/");
        line("API", apiUrl());
        line("API docs", apiUrl() + "/docs");
        line("Socket", "ws://127.0.0.1:" + application.port() + "/ws");
        line("Kafka", services.bootstrapServers());
        line("PostgreSQL", services.jdbcUrl() + " (user " + services.jdbcUser() + ")");
        line("Redis", services.redisUri());
        line("Logs", checkout.stateFolder().resolve("logs").toString());
        line("For others", Servers.file(checkout) + " names these servers");
        out.flush();
    }

    /** Returns when the application has ended. */
    int awaitEnd() {
        return application.onExit().join();
    }

    /** Stops the application, then the services. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        out.println("Stopping …");
        out.flush();
        services.close();
        out.println("Stopped. The data stays in " + checkout.stateFolder());
        out.flush();
    }

    // Takes no lock: it is called while close() waits for that very process.
    private void report(ServiceProcess process, int status) {
        if (!closed) {
            out.println(
                    process.title()
                            + " ended by itself with status "
                            + status
                            + "; see "
                            + process.log());
            out.flush();
        }
    }

    private void line(String name, String value) {
        out.printf("  %-12s%s%n", name, value);
    }

    private static <T> T timed(PrintWriter out, String what, Supplier<T> start) {
        out.print(what + ": starting … ");
        out.flush();
        long from = System.nanoTime();
        try {
            T started = start.get();
            var took = Duration.ofNanos(System.nanoTime() - from);
            out.println(String.format(Locale.ROOT, "ready after %.1f s", took.toMillis() / 1000.0));
            out.flush();
            return started;
        } catch (RuntimeException e) {
            out.println("failed");
            out.flush();
            throw e;
        }
    }
}
