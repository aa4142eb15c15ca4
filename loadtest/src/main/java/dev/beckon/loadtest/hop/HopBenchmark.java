package dev.beckon.loadtest.hop;

import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.bench.Benchmark;
import dev.beckon.loadtest.bench.Needs;
import dev.beckon.loadtest.bench.Row;
import dev.beckon.loadtest.bench.Target;
import dev.beckon.loadtest.tool.Tool;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * From the writer to a reader, one record at a time: the listener, which commits what it has done,
 * and the tail, beside Kafka's EndToEndLatency with a record of the same size on the same broker.
 * Each is a process that begins cold, and the figure is the average of its records.
 */
public final class HopBenchmark implements Benchmark {

    private static final double TARGET = 1.5;
    private static final int RECORDS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern AVERAGE_MS = Pattern.compile("Avg latency: ([0-9.]+)");
    private static final Pattern P99_MS = Pattern.compile("99th = ([0-9.]+)");

    @Override
    public String name() {
        return "hop";
    }

    @Override
    public Needs needs() {
        return Needs.SERVICES;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        String servers = bench.services().bootstrapServers();
        var rows = new ArrayList<Row>();
        for (String reader : List.of("LISTENER", "TAIL")) {
            bench.progress(reader.toLowerCase(Locale.ROOT) + " beside EndToEndLatency");
            var ours = new Runs();
            var theirs = new Runs();
            String topic = "bench-hop-" + reader.toLowerCase(Locale.ROOT);
            HopKafka.create(servers, List.of(topic, topic + "-limit"));
            String records = Integer.toString(bench.quick() ? 50 : RECORDS);
            var figures = bench.folder().resolve(topic + ".txt");
            var probe = probe(servers, topic, records, reader, figures);
            var tool =
                    Tool.kafka(
                            bench.root(),
                            "org.apache.kafka.tools.EndToEndLatency",
                            servers,
                            topic + "-limit",
                            records,
                            "all",
                            Integer.toString(WriterKafka.encode(HopProbe.signal()).length));
            var spreads =
                    bench.repeat(
                            3,
                            () -> {
                                probe.run(PATIENCE);
                                return ours.averageMs(probe, Files.readString(figures));
                            },
                            () -> theirs.averageMs(tool, tool.run(PATIENCE)));
            rows.add(
                    new Row(
                            "produce to " + reader.toLowerCase(Locale.ROOT) + ", average",
                            "ms",
                            spreads.beckon(),
                            spreads.limit(),
                            new Target.RatioAtMost(TARGET),
                            "p99 %.1f ms, the limit's %.0f ms (it counts whole ones)"
                                    .formatted(ours.p99Ms, theirs.p99Ms)));
        }
        return rows;
    }

    /** Remembers the last run's p99 for the note. */
    private static final class Runs {
        private double p99Ms;

        double averageMs(Tool tool, String printed) {
            p99Ms = Tool.number(tool.name(), printed, P99_MS);
            return Tool.number(tool.name(), printed, AVERAGE_MS);
        }
    }

    /** The same JVM with the same options as the tool's. */
    private static Tool probe(
            String servers, String topic, String records, String reader, Path figures) {
        return Tool.of(
                "the probe",
                List.of(
                        Tool.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HopProbe.class.getName(),
                        servers,
                        topic,
                        records,
                        reader,
                        figures.toString()),
                "this JVM's own java is missing");
    }
}
