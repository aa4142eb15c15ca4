package dev.beckon.launcher;

import picocli.CommandLine.Command;

@Command(name = "load", description = "Plays a load scenario: a lunch peak, a storm, a day.")
final class LoadCommand extends PassedOn {

    LoadCommand() {
        super("load");
    }
}
