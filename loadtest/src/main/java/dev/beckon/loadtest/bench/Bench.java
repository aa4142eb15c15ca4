package dev.beckon.loadtest.bench;

import dev.beckon.devservices.ApplicationJar;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Ports;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.Main;
import dev.beckon.loadtest.orders.Town;
import dev.beckon.loadtest.tool.Tool;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditReport;
import dev.beckon.replay.AuditService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a benchmark works with: services, applications, a town, and a way to repeat. */
public final class Bench implements AutoCloseable {

    /** Passwords are not what is measured, and thousands are hashed before anything is. */
    private static final List<String> CHEAP_PASSWORDS =
            List.of(
                    "--beckon.identity.argon2.memory-kib=64",
                    "--beckon.identity.argon2.iterations=1");

    /** What two runs of a warm process differ by at most. */
    private static final double AGREE = 0.1;

    /** Once it may be by chance. */
    private static final int AGREEMENTS = 2;

    private static final Duration RECORDER = Duration.ofSeconds(30);

    private final long beginNs = System.nanoTime();
    private final Path root;
    private final Path folder;
    private final boolean quick;
    private final boolean full;
    private final boolean recorded;
    private final PrintWriter out;
    private @Nullable DevServices services;
    private @Nullable Town town;
    private int applications;

    /**
     * @param root of the project
     * @param folder for what the run leaves behind
     * @param quick a tiny size, only to see that all of it works
     * @param full as long as the goals say
     * @param recorded whether each application leaves a flight recording
     */
    Bench(Path root, Path folder, boolean quick, boolean full, boolean recorded, PrintWriter out) {
        this.root = root;
        this.folder = folder;
        this.quick = quick;
        this.full = full;
        this.recorded = recorded;
        this.out = out;
    }

    /** Whether a tiny size will do: it is to be seen that it works, not how fast. */
    public boolean quick() {
        return quick;
    }

    /** Whether a goal is to be measured for as long as it says, where that is minutes. */
    public boolean full() {
        return full;
    }

    /** How long a rate of orders is kept up each time that counts. */
    public Duration held() {
        return Duration.ofSeconds(quick ? 1 : full ? 60 : 10);
    }

    /** For scripts, logs and whatever else the run leaves behind. */
    public Path folder() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LoadtestException("Cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Of the project. */
    public Path root() {
        return root;
    }

    /** Tells who waits how far it is. */
    public void progress(String line) {
        out.printf("  %5s  %s%n", elapsed(), line);
        out.flush();
    }

    /** Since the run began, in minutes and seconds. */
    String elapsed() {
        long seconds = (System.nanoTime() - beginNs) / 1_000_000_000;
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** Those of this run, with fsync on; started when first asked for. */
    public DevServices services() {
        if (services == null) {
            services = fresh();
        }
        return services;
    }

    /** Others, whose state is clean; whoever asks closes them. */
    public DevServices fresh() {
        return DevServices.forBenchmarks(root);
    }

    /** The application on the services of this run; arguments as on its command line. */
    public Application application(String... arguments) {
        return application(services(), arguments);
    }

    /**
     * The application on these services. Returns when it is healthy.
     *
     * @param arguments as on its command line; those that begin with -X or -D are the JVM's
     */
    public Application application(DevServices on, String... arguments) {
        var jvm = new ArrayList<String>();
        var ours = new ArrayList<>(CHEAP_PASSWORDS);
        for (String argument : arguments) {
            (argument.startsWith("-X") || argument.startsWith("-D") ? jvm : ours).add(argument);
        }
        if (quick) {
            jvm.add("-XX:TieredStopAtLevel=1");
        }
        var application =
                new Application(
                        on.launch(
                                new ApplicationJar(root)
                                        .spec(
                                                Ports.anyFree(),
                                                on.springProperties(),
                                                Main.variables(),
                                                jvm,
                                                ours)));
        applications++;
        if (recorded) {
            record(application);
        }
        return application;
    }

    /** Not by an option: a cache of classes is good for nobody whose modules are others. */
    private void record(Application application) {
        var file = folder().resolve("application-" + applications + ".jfr");
        try {
            Tool.jcmd(
                            application.pid(),
                            "JFR.start",
                            "settings=profile",
                            "dumponexit=true",
                            "filename=" + file)
                    .run(RECORDER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("interrupted while starting a recorder", e);
        }
    }

    /** The whole system with its people, warm; the same one for all benchmarks in a row. */
    public Town town() throws Exception {
        if (town == null) {
            town = Town.open(this);
            town.warmUp();
        } else {
            town.signInAgain();
        }
        return town;
    }

    /** Audits all that was done in the town, if there is one. Whoever asks next gets another. */
    void leaveTown() {
        if (town != null) {
            town.audit();
            closeTown();
        }
    }

    /** Without an audit. */
    void closeTown() {
        if (town != null) {
            town.close();
            town = null;
        }
    }

    /**
     * Takes these in turns until three of each in a row agree: a process is warm then.
     *
     * @param atMost so many times, even if they do not
     */
    public void warmUp(int atMost, Measure... measures) throws Exception {
        var last = new double[measures.length];
        int agreed = 0;
        for (int turn = 0; turn < repetitions(atMost) && agreed < AGREEMENTS; turn++) {
            boolean warm = true;
            for (int i = 0; i < measures.length; i++) {
                double before = last[i];
                last[i] = measures[i].take();
                warm &= Math.abs(last[i] - before) < AGREE * Math.max(last[i], before);
            }
            agreed = warm ? agreed + 1 : 0;
        }
    }

    /** One warm-up, then as many repetitions. */
    public Spread repeat(int times, Measure beckon) throws Exception {
        warmUp(1, beckon);
        var values = new ArrayList<Double>();
        for (int i = 0; i < repetitions(times); i++) {
            values.add(beckon.take());
        }
        return Spread.of(values);
    }

    /** One warm-up of each, then as many repetitions in turns: what disturbs, disturbs both. */
    public Spreads repeat(int times, Measure beckon, Measure limit) throws Exception {
        return repeat(1, times, beckon, limit);
    }

    /**
     * The same after a longer warm-up.
     *
     * @param warmUps of each, at most
     */
    public Spreads repeat(int warmUps, int times, Measure beckon, Measure limit) throws Exception {
        warmUp(warmUps, beckon, limit);
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int i = 0; i < repetitions(times); i++) {
            ours.add(beckon.take());
            theirs.add(limit.take());
        }
        return new Spreads(Spread.of(ours), Spread.of(theirs));
    }

    /** The audit of the services of this run; a breach ends the benchmark. */
    public AuditReport audit() {
        return audit(services());
    }

    /** The audit of these services; a breach ends the benchmark. */
    public AuditReport audit(DevServices of) {
        var database = new DatabaseProperties(of.jdbcUrl(), of.jdbcUser(), of.jdbcPassword());
        try {
            var report =
                    new AuditService().run(of.bootstrapServers(), database, (done, total) -> {});
            if (!report.clean()) {
                throw new LoadtestException("Promises were broken:\n" + report.render());
            }
            var counts = report.counts();
            progress(
                    "the audit is clean: %,d orders, %,d offers, %,d records"
                            .formatted(counts.orders(), counts.offers(), counts.records()));
            return report;
        } catch (IllegalStateException e) {
            throw new LoadtestException("The audit cannot read: " + e.getMessage(), e);
        }
    }

    /** Stops what it started. */
    @Override
    public void close() {
        closeTown();
        if (services != null) {
            services.close();
        }
    }

    private int repetitions(int times) {
        return quick ? 1 : times;
    }
}
