package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.csv;

import io.gatling.javaapi.core.FeederBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much a scenario asks of whom. Scenarios read it from system properties, so that any tool of
 * Gatling's can run them.
 *
 * @param urls of the applications: commands go to the first, sockets to all
 * @param users customers
 * @param drivers who have a socket each
 * @param rate orders a second at the busiest, or sockets a second that come back
 * @param duration of what is measured, without the gathering before it and the last ways after it
 * @param accounts the folder of customers.csv and drivers.csv, with a column {@code token} each
 */
public record Size(
        List<String> urls, int users, int drivers, double rate, Duration duration, Path accounts) {

    private static final String PREFIX = "beckon.load.";

    /** As the system properties say. */
    static Size given() {
        return new Size(
                List.of(property("urls").split(",")),
                Integer.parseInt(property("users")),
                Integer.parseInt(property("drivers")),
                Double.parseDouble(property("rate")),
                Duration.ofSeconds(Long.parseLong(property("seconds"))),
                Path.of(property("accounts")));
    }

    /** The system properties that say so. */
    public Map<String, String> properties() {
        return Map.of(
                PREFIX + "urls", String.join(",", urls),
                PREFIX + "users", Integer.toString(users),
                PREFIX + "drivers", Integer.toString(drivers),
                PREFIX + "rate", Double.toString(rate),
                PREFIX + "seconds", Long.toString(duration.toSeconds()),
                PREFIX + "accounts", accounts.toString());
    }

    /** One after the other, and from the first again. */
    FeederBuilder<String> customerTokens() {
        return csv(accounts.resolve("customers.csv").toString()).circular();
    }

    FeederBuilder<String> driverTokens() {
        return csv(accounts.resolve("drivers.csv").toString()).queue();
    }

    private static String property(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException(
                    "A scenario needs -D%s%s=…: start it with ./beckon load"
                            .formatted(PREFIX, name));
        }
        return value;
    }
}
