package dev.beckon.loadtest.bench;

import dev.beckon.devservices.DevServicesException;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.orders.Drill;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./beckon bench}. */
@Command(
        name = "bench",
        description = {
            "Measures Beckon beside the limits of this machine, on services of its own, and audits"
                    + " what came of it.",
            "",
            "Prints a table of the goals and draws each benchmark. Exit status 0 if all were"
                    + " measured, met or not; 1 if one failed or the audit found a breach.",
            ""
        })
public final class BenchCommand implements Callable<Integer> {

    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "These alone (default: all); --list names them.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Name the benchmarks, and measure nothing.")
    private boolean list;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Where to write the figures (default: figures.json in the run's folder below"
                            + " .beckon/bench).")
    private @Nullable Path json;

    @Option(
            names = "--plots",
            paramLabel = "FOLDER",
            description = "Where to draw them (default: docs/benchmarks).")
    private @Nullable Path plots;

    @Option(
            names = "--quick",
            description = "A tiny size, to see that it works; the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--full",
            description =
                    "Measure for as long and as much as the goals say, such as positions for 10"
                            + " minutes and growth up to a million drivers.")
    private boolean full;

    @Option(
            names = "--jfr",
            description = "Leave a flight recording of each application in the run's folder.")
    private boolean recorded;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        if (list) {
            Benchmarks.all().forEach(benchmark -> out.println(benchmark.name()));
            return 0;
        }
        var chosen = chosen();
        Path root = Path.of(System.getProperty("beckon.root", ".")).toAbsolutePath().normalize();
        Path folder =
                root.resolve(".beckon/bench")
                        .resolve(RUN.format(LocalDateTime.now(ZoneOffset.UTC)));
        var outcomes = new ArrayList<Outcome>();
        try (var bench = new Bench(root, folder, quick, full, recorded, out)) {
            var machine = Machine.measure(Path.of(System.getProperty("java.io.tmpdir")));
            out.println(machine.describe());
            out.flush();
            if (!quick && chosen.stream().anyMatch(each -> each.needs() != Needs.SERVICES)) {
                Drill.run(bench);
            }
            for (Benchmark benchmark : chosen) {
                out.printf(
                        "%n%s (%d of %d, after %s)%n",
                        benchmark.name(), outcomes.size() + 1, chosen.size(), bench.elapsed());
                out.flush();
                // The last one in a town audits what all of them did there.
                boolean stays =
                        chosen.stream()
                                .skip(outcomes.size() + 1)
                                .limit(1)
                                .anyMatch(next -> next.needs() == Needs.TOWN);
                var outcome = run(benchmark, stays, bench, out);
                outcomes.add(outcome);
                if (outcome.failure() != null) {
                    // It may be in any state.
                    bench.closeTown();
                }
                out.print(ResultTable.render(outcome));
                out.flush();
                keep(machine, outcomes, bench);
            }
            out.println();
            out.print(ResultTable.render(machine, outcomes));
            out.flush();
        }
        return outcomes.stream().allMatch(outcome -> outcome.failure() == null) ? 0 : 1;
    }

    private List<Benchmark> chosen() {
        var all = Benchmarks.all();
        var names = all.stream().map(Benchmark::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--only: there is no benchmark '%s', but %s"
                                .formatted(name, String.join(", ", names)));
            }
        }
        return all.stream()
                .filter(benchmark -> only.isEmpty() || only.contains(benchmark.name()))
                .toList();
    }

    /** Whatever goes wrong in one, the others are still worth measuring. */
    private static Outcome run(Benchmark benchmark, boolean stays, Bench bench, PrintWriter out) {
        try {
            var rows = benchmark.run(bench);
            if (!stays) {
                bench.leaveTown();
            }
            return new Outcome(benchmark.name(), rows, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(benchmark.name(), List.of(), "interrupted");
        } catch (LoadtestException | DevServicesException e) {
            return new Outcome(benchmark.name(), List.of(), e.getMessage());
        } catch (Exception e) {
            // Not foreseen, so not explained: whoever reports it needs all of it.
            e.printStackTrace(out);
            return new Outcome(benchmark.name(), List.of(), e.toString());
        }
    }

    /** Of a run that is stopped, what was measured stays. */
    private void keep(Machine machine, List<Outcome> outcomes, Bench bench) {
        var file = json == null ? bench.folder().resolve("figures.json") : json;
        try {
            Files.writeString(file, ResultJson.render(machine, outcomes));
        } catch (IOException e) {
            throw new LoadtestException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        var last = outcomes.getLast();
        if (!last.rows().isEmpty() && (!quick || plots != null)) {
            var drawn = plots == null ? bench.root().resolve("docs/benchmarks") : plots;
            Plot.write(drawn, machine, last);
        }
    }
}
