package dev.beckon.loadtest;

import dev.beckon.devservices.DevServicesException;
import dev.beckon.launcher.CommandLines;
import dev.beckon.launcher.LauncherException;
import dev.beckon.loadtest.bench.BenchCommand;
import dev.beckon.loadtest.load.LoadCommand;
import dev.beckon.loadtest.matching.MatchingCommand;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./beckon} that measure. */
@Command(
        name = "./beckon",
        description = "Measures Beckon.",
        subcommands = {BenchCommand.class, LoadCommand.class, MatchingCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return CommandLines.of(
                new Main(),
                environment,
                Set.of(
                        LoadtestException.class,
                        DevServicesException.class,
                        LauncherException.class));
    }

    /** The variables that options may come from. */
    public static Set<String> variables() {
        return CommandLines.variables(commandLine(Map.of()));
    }
}
