package dev.beckon.launcher;

import dev.beckon.city.CityException;
import dev.beckon.devservices.DevServicesException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands of Beckon; started by the script {@code beckon}. */
@Command(
        name = "./beckon",
        description = "Beckon, an open dispatch engine.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            TestCommand.class,
            AuditCommand.class,
            StatusCommand.class,
            DownCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "./beckon COMMAND --help says more."})
public final class Main {

    private static final String PROGRAM = "beckon: ";

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(new Main(), System.getenv()).execute(args));
    }

    static int run(Map<String, String> environment, String... args) {
        return commandLine(new Main(), environment).execute(args);
    }

    private static CommandLine commandLine(Main main, Map<String, String> environment) {
        var commandLine = new CommandLine(main);
        addHelp(commandLine);
        commandLine.setDefaultValueProvider(new FromEnvironment(environment));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Main::badUsage);
        commandLine.setExecutionExceptionHandler(Main::failure);
        commandLine.setExecutionStrategy(Main::execute);
        return commandLine;
    }

    /** The variables that options may come from. */
    static Set<String> variables() {
        return commandLine(new Main(), Map.of()).getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(Main::variable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String variable(OptionSpec option) {
        return "BECKON_"
                + option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Say this.")
                                .build());
        for (CommandLine subcommand : commandLine.getSubcommands().values()) {
            addHelp(subcommand);
            subcommand
                    .getCommandSpec()
                    .usageMessage()
                    .footer(
                            "",
                            "Options may also come from the environment: --like-this as"
                                    + " BECKON_LIKE_THIS.");
        }
    }

    private static int execute(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
            CommandLine commandLine = parsed.commandSpec().commandLine();
            commandLine.usage(commandLine.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int badUsage(CommandLine.ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        String command = commandLine.getCommandSpec().qualifiedName();
        commandLine.getErr().println(PROGRAM + e.getMessage() + "; see `" + command + " --help`");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(
            Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (e instanceof DevServicesException
                || e instanceof LauncherException
                || e instanceof CityException) {
            commandLine.getErr().println(PROGRAM + e.getMessage());
        } else {
            // Not foreseen, so not explained: whoever reports it needs all of it.
            e.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private record FromEnvironment(Map<String, String> environment)
            implements IDefaultValueProvider {

        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            if (argument instanceof OptionSpec option && !option.usageHelp()) {
                return environment.get(variable(option));
            }
            return null;
        }
    }
}
