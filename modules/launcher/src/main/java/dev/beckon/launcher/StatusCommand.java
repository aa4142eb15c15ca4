package dev.beckon.launcher;

import dev.beckon.devservices.ProcessRecord;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Says what runs. Exit status 0 if something does, 1 if nothing.")
final class StatusCommand implements Callable<Integer> {

    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var running = ProcessRecord.listRunning(Checkout.ofThisRun().stateFolder());
        if (running.isEmpty()) {
            out.println("Nothing runs.");
            return 1;
        }
        out.printf("%-18s%-10s%-8s%s%n", "process", "pid", "port", "since");
        for (ProcessRecord record : running) {
            out.printf(
                    "%-18s%-10d%-8s%s%n",
                    record.name(),
                    record.pid(),
                    record.port() == 0 ? "-" : Integer.toString(record.port()),
                    SINCE.format(record.startedAt()));
        }
        return 0;
    }
}
