package dev.beckon.loadtest.matching;

import dev.beckon.city.csv.CsvException;
import dev.beckon.city.demand.RecordedDemand;
import dev.beckon.city.streets.Town;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.routing.MapException;
import dev.beckon.routing.RoadMap;
import dev.beckon.routing.Routes;
import dev.beckon.routing.StraightLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./beckon matching}. */
@Command(
        name = "matching",
        description = {
            "Compares the matching policies, and rounds that wait for more orders, on a virtual"
                    + " clock at several loads: nothing runs beside it, and nothing is timed.",
            "",
            "Prints a table of means over the stretches, and differences with their intervals of"
                    + " 95 %: of a policy to 'nearest', of rounds that wait to the same policy"
                    + " without.",
            ""
        })
public final class MatchingCommand implements Callable<Integer> {

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "1500",
            description = "How many orders a stretch has (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--evenings",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many stretches are made up (default: ${DEFAULT-VALUE}).")
    private int evenings;

    @Option(
            names = "--trips",
            paramLabel = "FILE",
            description = "Recorded trips instead, as of the command demo.")
    private @Nullable Path trips;

    @Option(
            names = "--from",
            split = ",",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Where in the trips stretches begin; at the busiest if not given.")
    private List<Instant> from = List.of();

    @Option(
            names = "--days",
            split = ",",
            paramLabel = "FOLDER",
            description =
                    "Recorded days instead: folders with orders.csv and couriers.csv, gzipped or"
                            + " not. Of each the busiest stretch.")
    private List<Path> days = List.of();

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "An OSM extract; straight lines if not given, except in the made-up city.")
    private @Nullable Path map;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same figures (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--title", paramLabel = "TEXT", description = "Of the plot.")
    private @Nullable String title;

    @Option(names = "--plot", paramLabel = "FILE", description = "Where to draw, as SVG.")
    private @Nullable Path plot;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write every figure.")
    private @Nullable Path json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (trips != null && !days.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--trips and --days are two studies; give one of them");
        }
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        Path folder = Path.of(System.getProperty("beckon.root", ".")).resolve(".beckon/maps");
        List<Result> results;
        try {
            results = study(folder, out);
        } catch (CsvException | MapException e) {
            throw new LoadtestException(String.valueOf(e.getMessage()), e);
        }
        var findings = new Findings(results);
        out.println();
        out.print(findings.table());
        out.flush();
        write(results, findings);
        return 0;
    }

    private List<Result> study(Path folder, PrintWriter out) throws IOException {
        Path streets =
                map == null && trips == null && days.isEmpty() ? Town.write(seed, folder) : map;
        if (streets == null) {
            return played(StraightLine.TOWN, folder, out);
        }
        try (var roads = RoadMap.open(streets, folder)) {
            return played(roads, folder, out);
        }
    }

    private List<Result> played(Routes routes, Path folder, PrintWriter out) throws IOException {
        Path file = trips;
        if (file != null) {
            return from.isEmpty()
                    ? each(1, _ -> Stretches.recorded(file, null, orders, routes), out)
                    : each(
                            from.size(),
                            i -> Stretches.recorded(file, from.get((int) i), orders, routes),
                            out);
        }
        if (!days.isEmpty()) {
            return each(
                    days.size(),
                    i -> CourierDay.busiest(days.get((int) i), orders, seed + i, routes),
                    out);
        }
        try (var town = Town.synthetic(seed, folder)) {
            return each(evenings, i -> Stretches.synthetic(town, routes, orders, seed + i), out);
        }
    }

    /** One after the other: what a stretch knows of its ways is forgotten with it. */
    private List<Result> each(int stretches, LongFunction<Stretch> stretch, PrintWriter out) {
        var results = new ArrayList<Result>();
        for (int i = 0; i < stretches; i++) {
            var next = stretch.apply(i);
            out.printf("%d of %d: %s%n", i + 1, stretches, next.name());
            out.flush();
            results.addAll(new Study(seed + i).of(next));
        }
        return results;
    }

    private void write(List<Result> results, Findings findings) {
        if (plot != null) {
            MatchingPlot.write(plot, title == null ? "Matching" : title, findings);
        }
        if (json != null) {
            try {
                Files.writeString(json, JsonMapper.shared().writeValueAsString(results));
            } catch (IOException e) {
                throw new LoadtestException("Cannot write " + json + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class TimeConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return RecordedDemand.time(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
