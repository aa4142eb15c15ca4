package dev.beckon.launcher;

import dev.beckon.devservices.ProcessRecord;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops what runs from this folder. Data stays.")
final class DownCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var stateFolder = Checkout.ofThisRun().stateFolder();
        List<ProcessRecord> running = ProcessRecord.listRunning(stateFolder);
        if (running.isEmpty()) {
            out.println("Nothing runs.");
            return 0;
        }
        // A launcher stops in good order what it started; afterwards come the orphans.
        running.stream().filter(ProcessRecord::isLauncher).forEach(ProcessRecord::stop);
        ProcessRecord.listRunning(stateFolder).reversed().forEach(ProcessRecord::stop);
        out.println(
                "Stopped "
                        + String.join(", ", running.stream().map(ProcessRecord::name).toList())
                        + ".");
        return 0;
    }
}
