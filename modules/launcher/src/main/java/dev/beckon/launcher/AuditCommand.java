package dev.beckon.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = {
            "Reads the topics and proves that every promise was kept, then compares them with the"
                    + " database. Exit status 1 on any breach.",
            "",
            "Looks at the servers that SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL"
                    + " name, else at those of a running `up` or `demo`; where nothing runs, it"
                    + " starts them for as long as it reads.",
            ""
        })
final class AuditCommand implements Callable<Integer> {

    @Mixin private ServicePortOptions servicePorts = new ServicePortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Console.of(spec);
        var checkout = Checkout.ofThisRun();
        var running = Servers.findRunning(checkout);
        if (running.isPresent()) {
            return audit(running.get(), out);
        }
        try (var services = Session.servicesOnly(servicePorts.of(checkout), out)) {
            return audit(Servers.of(services), out);
        }
    }

    private static int audit(Servers servers, PrintWriter out) {
        var report = AuditRun.of(servers, out);
        out.println(report.render());
        out.flush();
        return report.clean() ? 0 : 1;
    }
}
