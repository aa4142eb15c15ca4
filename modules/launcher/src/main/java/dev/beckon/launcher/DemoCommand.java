package dev.beckon.launcher;

import dev.beckon.city.City;
import dev.beckon.city.CityMap;
import dev.beckon.city.CityOptions;
import dev.beckon.city.report.Arrivals;
import dev.beckon.city.report.AuditFigures;
import dev.beckon.city.report.Report;
import dev.beckon.devservices.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "demo",
        description = {
            "Starts what is not running, plays a city through the public API, and audits what came"
                + " of it. Exit status 0 only if every acknowledged order ended and the audit is"
                + " clean.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "" + CityOptions.DEFAULT_ORDERS,
            description = "How many orders are placed (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--drivers",
            paramLabel = "N",
            defaultValue = "" + CityOptions.DEFAULT_DRIVERS,
            description = "How many drivers there are (default: ${DEFAULT-VALUE}).")
    private int drivers;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "" + CityOptions.DEFAULT_SPEED,
            description =
                    "How many times faster than life demand and driving are; offers and waits stay"
                            + " as they are (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--trips",
            paramLabel = "FILE",
            converter = ReadableFile.class,
            description = "Recorded trips as CSV, gzipped or not; made-up demand if not given.")
    private @Nullable Path trips;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Where in the trips or pings to begin, such as 2008-05-18T06:00:00Z; at the"
                            + " trips' busiest stretch if not given.")
    private @Nullable Instant from;

    @Option(
            names = "--pings",
            paramLabel = "FILE",
            converter = ReadableFile.class,
            description =
                    "Recorded positions as CSV, gzipped or not: between orders drivers are where it"
                            + " says, at the moment at which the trips begin or at --from.")
    private @Nullable Path pings;

    @Mixin private MapOption map = new MapOption();

    @Mixin private TilesOption tiles = new TilesOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + CityOptions.DEFAULT_SEED,
            description = "The same seed plays the same city (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            converter = WritableFile.class,
            description = "Where to write the figures.")
    private @Nullable Path json;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description =
                    "Of the application, if one is started; 8080 or any free one if not given.")
    private @Nullable Integer port;

    @Option(
            names = "--attach",
            split = ",",
            paramLabel = "URL",
            description = "Use these applications: commands go to the first, sockets to all.")
    private List<URI> attach = List.of();

    @Mixin private ServicePortOptions servicePorts = new ServicePortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        // Only what is started here is known to compress driving by the same speed.
        if (!attach.isEmpty()) {
            var options = options(attach, checkout, speed == 1);
            map.read(checkout);
            return play(options, running(checkout), out);
        }
        var running = ApplicationProcess.findRunning(checkout);
        if (running.isPresent()) {
            var options = options(List.of(local(running.get())), checkout, speed == 1);
            map.read(checkout);
            out.println("The application at port " + running.get() + " is running: playing on it.");
            return play(options, running(checkout), out);
        }
        int port = choosePort();
        var options = options(List.of(local(port)), checkout, true);
        var streets = streets(checkout);
        var application =
                new ApplicationProcess(
                        checkout,
                        RoleName.ALL.toString(),
                        port,
                        speed,
                        streets,
                        tiles.find(checkout, streets, out));
        try (var session = Session.start(servicePorts.of(checkout), application, out)) {
            int status = play(options, Servers.of(session.services()), out);
            session.printAddresses();
            return status;
        }
    }

    /** What the application is to know of the streets; null where recorded trips have none. */
    private @Nullable CityMap streets(Checkout checkout) {
        return trips == null ? map.readOrMakeUp(checkout, seed) : map.read(checkout);
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Servers running(Checkout checkout) {
        return Servers.findRunning(checkout)
                .orElseThrow(
                        () ->
                                new LauncherException(
                                        "It is not known which Kafka to audit: set"
                                                + " SPRING_KAFKA_BOOTSTRAP_SERVERS to that of the"
                                                + " applications"));
    }

    private CityOptions options(List<URI> urls, Checkout checkout, boolean sameScale) {
        try {
            return new CityOptions(
                    orders,
                    drivers,
                    speed,
                    trips,
                    from,
                    pings,
                    map.file(),
                    seed,
                    urls,
                    json,
                    checkout.stateFolder(),
                    sameScale,
                    CityOptions.DEFAULT_LOCATION_EVERY);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }

    private static int play(CityOptions options, Servers servers, PrintWriter out)
            throws InterruptedException {
        out.flush();
        var result = City.play(options, System.out);
        var report = AuditRun.of(servers, out);
        var counts = report.counts();
        var audit =
                new AuditFigures(
                        counts.orders(),
                        report.breachCount(),
                        new Arrivals(
                                counts.delivered(), counts.sawArriving(), counts.sawArrived()));
        out.println();
        out.println(report.render());
        out.println();
        out.print(Report.table(result, audit));
        out.flush();
        var file = options.json();
        if (file != null) {
            try {
                Files.writeString(file, Report.json(result, audit));
            } catch (IOException e) {
                throw new LauncherException("Cannot write " + file + ": " + e.getMessage(), e);
            }
        }
        return Report.exitStatus(result, audit);
    }

    private int choosePort() {
        if (port != null) {
            return port;
        }
        return Ports.isFree(USUAL_PORT) ? USUAL_PORT : Ports.anyFree();
    }

    private static final class TimeConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return CityOptions.time(text);
            } catch (RuntimeException e) {
                throw new TypeConversionException(
                        "'%s' is no time; write it like 2008-05-18T06:00:00Z".formatted(text));
            }
        }
    }
}
