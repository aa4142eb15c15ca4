package dev.beckon.launcher;

import dev.beckon.city.CityOptions;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Starts the services and the application, and stops them on Ctrl-C.",
            "",
            "A server that SPRING_KAFKA_BOOTSTRAP_SERVERS, SPRING_DATASOURCE_URL or"
                    + " SPRING_DATA_REDIS_URL names is used as it is, and not started.",
            ""
        })
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            defaultValue = "all",
            description =
                    "What the application does, of: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    private List<RoleName> roles = List.of(RoleName.ALL);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            defaultValue = "8080",
            description = "Of the application (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin private MapOption map = new MapOption();

    @Mixin private TilesOption tiles = new TilesOption();

    @Mixin private ServicePortOptions servicePorts = new ServicePortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        var streets = map.readOrMakeUp(checkout, CityOptions.DEFAULT_SEED);
        var application =
                new ApplicationProcess(
                        checkout,
                        RoleName.list(roles),
                        port,
                        1,
                        streets,
                        tiles.find(checkout, streets, out));
        try (var session = Session.start(servicePorts.of(checkout), application, out)) {
            out.println();
            session.printAddresses();
            out.println();
            out.println("Ctrl-C stops all of it.");
            out.flush();
            session.awaitEnd();
            return 1;
        }
    }
}
