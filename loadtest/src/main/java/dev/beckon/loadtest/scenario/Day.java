package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A day from midnight to midnight within the given time: the rate is that of its busiest hour. */
public final class Day extends Simulation {

    private static final Duration GATHERING = Duration.ofSeconds(10);

    /** Orders at each full hour, relative to the busiest: yours, if you know them. */
    private static final double[] HOURS = {
        0.28, 0.18, 0.11, 0.07, 0.05, 0.06, 0.13, 0.27, 0.42, 0.45, 0.43, 0.53,
        0.71, 0.75, 0.60, 0.48, 0.50, 0.64, 0.84, 1.00, 0.96, 0.83, 0.63, 0.43
    };

    public Day() {
        var size = Size.given();
        var shift = size.duration().plusSeconds(Customers.PATIENCE_S);
        setUp(
                        Drivers.who(size, shift)
                                .injectOpen(rampUsers(size.drivers()).during(GATHERING)),
                        Customers.who(size).injectOpen(orders(size)))
                .protocols(Api.protocol(size))
                .assertions(
                        Thresholds.within("POST /orders", 500),
                        Thresholds.within("ACCEPT_OFFER decided", 1_000),
                        Thresholds.seen("ACCEPT_OFFER decided"),
                        Thresholds.seen("ORDER_ACCEPTED"),
                        Thresholds.seen("ORDER_DELIVERED"),
                        Thresholds.fewFailures());
    }

    private static List<OpenInjectionStep> orders(Size size) {
        var steps = new ArrayList<OpenInjectionStep>();
        steps.add(nothingFor(GATHERING));
        for (int hour = 0; hour < HOURS.length; hour++) {
            double next = HOURS[(hour + 1) % HOURS.length];
            steps.add(
                    rampUsersPerSec(size.rate() * HOURS[hour])
                            .to(size.rate() * next)
                            .during(size.duration().dividedBy(HOURS.length)));
        }
        return steps;
    }
}
