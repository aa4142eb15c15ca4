package dev.beckon.launcher;

import picocli.CommandLine.Command;

@Command(name = "bench", description = "Measures Beckon beside the limits of this machine.")
final class BenchCommand extends PassedOn {

    BenchCommand() {
        super("bench");
    }
}
