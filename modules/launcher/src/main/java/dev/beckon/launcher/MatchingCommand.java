package dev.beckon.launcher;

import picocli.CommandLine.Command;

@Command(name = "matching", description = "Compares the matching policies on a virtual clock.")
final class MatchingCommand extends PassedOn {

    MatchingCommand() {
        super("matching");
    }
}
