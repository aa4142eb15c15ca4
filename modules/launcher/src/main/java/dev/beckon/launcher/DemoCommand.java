package dev.beckon.launcher;

import dev.beckon.devservices.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {"Starts what is not running and plays a city through the public API.", ""})
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Of the application, if one is started; 8080 or any free one if not given.")
    private @Nullable Integer port;

    @Option(
            names = "--map",
            paramLabel = "FILE.osm.pbf",
            description = "The city's streets; made up if not given.")
    private @Nullable Path map;

    @Option(
            names = "--attach",
            split = ",",
            paramLabel = "URL",
            description = "Use these applications: commands go to the first, sockets to all.")
    private List<URI> attach = List.of();

    @Mixin private ServicePortOptions servicePorts = new ServicePortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        if (!attach.isEmpty()) {
            out.println("Playing on " + attach);
            return 0;
        }
        var running = ApplicationProcess.findRunning(checkout);
        if (running.isPresent()) {
            out.println("Playing on the application at port " + running.get());
            return 0;
        }
        var application = new ApplicationProcess(checkout, "all", choosePort(), map);
        try (var session = Session.start(servicePorts.of(checkout), application, out)) {
            session.printAddresses();
            return 0;
        }
    }

    private int choosePort() {
        if (port != null) {
            return port;
        }
        return Ports.isFree(USUAL_PORT) ? USUAL_PORT : Ports.anyFree();
    }
}
