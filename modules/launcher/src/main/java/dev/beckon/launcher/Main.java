package dev.beckon.launcher;

import dev.beckon.city.CityException;
import dev.beckon.devservices.DevServicesException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of Beckon; started by the script {@code beckon}. */
@Command(
        name = "./beckon",
        description = "Beckon, an open dispatch engine.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            TestCommand.class,
            BenchCommand.class,
            MatchingCommand.class,
            LoadCommand.class,
            AuditCommand.class,
            StatusCommand.class,
            DownCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "./beckon COMMAND --help says more."})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), args));
    }

    static int run(Map<String, String> environment, String... args) {
        return commandLine(environment).execute(args);
    }

    /** The variables that options may come from. */
    static Set<String> variables() {
        return CommandLines.variables(commandLine(Map.of()));
    }

    private static CommandLine commandLine(Map<String, String> environment) {
        return CommandLines.of(
                new Main(),
                environment,
                Set.of(DevServicesException.class, LauncherException.class, CityException.class));
    }
}
