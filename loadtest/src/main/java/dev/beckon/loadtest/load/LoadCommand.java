package dev.beckon.loadtest.load;

import dev.beckon.launcher.AuditRun;
import dev.beckon.launcher.Checkout;
import dev.beckon.loadtest.scenario.Size;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./beckon load}. */
@Command(
        name = "load",
        description = {
            "Plays a load scenario with Gatling, leaves a report, and audits what came of it.",
            "",
            "On services and an application of its own, or on those at --attach. Exit status 0 only"
                    + " if every threshold was met and the audit is clean.",
            ""
        })
public final class LoadCommand implements Callable<Integer> {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#]*)?");

    private static final int MOST_USERS = 20_000;
    private static final int MOST_DRIVERS = 10_000;
    private static final double LEAST_RATE = 0.1;
    private static final double MOST_RATE = 2_000;

    /** Tokens are good for 15 minutes, and the scenarios do not renew theirs. */
    private static final long MOST_S = 600;

    private static final long LEAST_S = 10;
    private static final long USUAL_S = 90;
    private static final double DAY_S = 24 * 60 * 60;
    private static final double USUAL_SPEED = 960;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "lunch: a peak that rises and falls; storm: all sockets drop at once and come"
                            + " back; day: the demand of a day in a short time.")
    private Plan plan = Plan.LUNCH;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "How many customers there are (default: 200; storm: 500).")
    private @Nullable Integer users;

    @Option(
            names = "--drivers",
            paramLabel = "N",
            description = "How many drivers there are (default: 100).")
    private @Nullable Integer drivers;

    @Option(
            names = "--rate",
            paramLabel = "PER_S",
            description =
                    "Orders a second at the busiest (default: 10); of a storm, sockets a second"
                            + " that come back (default: 250).")
    private @Nullable Double rate;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "How long a lunch or a row of storms lasts (default: 90).")
    private @Nullable Long durationS;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "How many times faster than life a day passes (default: 960).")
    private @Nullable Double speed;

    @Option(
            names = "--attach",
            split = ",",
            paramLabel = "URL",
            description =
                    "Use these applications: commands go to the first, sockets to all. The audit"
                        + " reads the servers that SPRING_KAFKA_BOOTSTRAP_SERVERS and"
                        + " SPRING_DATASOURCE_URL name, else those of a running `up` or `demo`.")
    private List<String> attach = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int customers = (int) range("--users", users == null ? plan.users() : users, 1, MOST_USERS);
        int fleet =
                (int)
                        range(
                                "--drivers",
                                drivers == null ? plan.drivers() : drivers,
                                1,
                                MOST_DRIVERS);
        double perS = range("--rate", rate == null ? plan.rate() : rate, LEAST_RATE, MOST_RATE);
        var lasts = lasts();
        var urls = attach.stream().map(this::address).toList();
        var checkout = Checkout.ofThisRun();
        try (var target = Target.of(checkout, urls, out())) {
            try (var run = GatlingRun.prepare(checkout.stateFolder().resolve("load"), out())) {
                var size = new Size(target.urls(), customers, fleet, perS, lasts, run.accounts());
                Accounts.signUp(size, out());
                out().printf(
                                Locale.ROOT,
                                "%s: %,d customers, %,d drivers, %s %s, for %d s%n",
                                name(),
                                customers,
                                fleet,
                                figure(perS),
                                plan.meaning(),
                                lasts.toSeconds());
                out().flush();
                boolean met = run.play(plan.scenario(), size);
                target.rest();
                var report = AuditRun.of(target.servers(), out());
                out().println();
                out().println(report.render());
                out().println();
                out().println("Report: " + run.report());
                out().flush();
                return met && report.clean() ? 0 : 1;
            }
        }
    }

    private Duration lasts() {
        if (plan == Plan.DAY) {
            refuse("--duration", "a day lasts as long as --speed says");
            double factor = speed == null ? USUAL_SPEED : speed;
            return Duration.ofSeconds(
                    Math.round(DAY_S / range("--speed", factor, DAY_S / MOST_S, DAY_S / LEAST_S)));
        }
        refuse("--speed", "a %s lasts as long as --duration says".formatted(name()));
        return Duration.ofSeconds(
                (long)
                        range(
                                "--duration",
                                durationS == null ? USUAL_S : durationS,
                                LEAST_S,
                                MOST_S));
    }

    /** What comes from the environment may be meant for another command. */
    private void refuse(String option, String mend) {
        if (command().commandLine().getParseResult().hasMatchedOption(option)) {
            throw bad("%s is not for %s: leave it out, %s".formatted(option, name(), mend));
        }
    }

    private double range(String option, double value, double least, double most) {
        if (value >= least && value <= most) {
            return value;
        }
        throw bad(
                "%s: %s is out of range; give %s to %s"
                        .formatted(option, figure(value), figure(least), figure(most)));
    }

    /** Without the slash at its end. */
    private String address(String text) {
        if (ADDRESS.matcher(text).matches()) {
            return text.replaceFirst("/+$", "");
        }
        throw bad(
                "--attach: '%s' is no address; write it like http://127.0.0.1:8080"
                        .formatted(text));
    }

    private ParameterException bad(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private String name() {
        return plan.name().toLowerCase(Locale.ROOT);
    }

    private PrintWriter out() {
        return command().commandLine().getOut();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
