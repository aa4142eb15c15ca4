package dev.beckon.launcher;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What all commands of {@code ./beckon} have in common: help, errors, options by variable. */
public final class CommandLines {

    private static final String PROGRAM = "beckon: ";

    private CommandLines() {}

    /**
     * @param main the command with the subcommands
     * @param foreseen errors that explain themselves in one line
     */
    public static CommandLine of(
            Object main,
            Map<String, String> environment,
            Set<Class<? extends Exception>> foreseen) {
        var commandLine = new CommandLine(main);
        addHelp(commandLine);
        commandLine.setDefaultValueProvider(new FromEnvironment(environment));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(CommandLines::badUsage);
        commandLine.setExecutionExceptionHandler(
                (e, command, parsed) -> failure(e, command, foreseen));
        commandLine.setExecutionStrategy(CommandLines::execute);
        return commandLine;
    }

    /** The variables that options may come from. */
    public static Set<String> variables(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(CommandLines::variable)
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
            if (subcommand.getCommand() instanceof PassedOn) {
                continue;
            }
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
            Exception e, CommandLine commandLine, Set<Class<? extends Exception>> foreseen) {
        if (foreseen.stream().anyMatch(each -> each.isInstance(e))) {
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
