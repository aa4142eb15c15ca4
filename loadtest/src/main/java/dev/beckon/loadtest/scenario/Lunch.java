package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A lunch peak: orders rise to the rate, stay there, and fall again, a third of the time each. */
public final class Lunch extends Simulation {

    private static final Duration GATHERING = Duration.ofSeconds(10);
    private static final double QUIET = 0.1;

    public Lunch() {
        var size = Size.given();
        var third = size.duration().dividedBy(3);
        var shift = size.duration().plusSeconds(Customers.PATIENCE_S);
        setUp(
                        Drivers.who(size, shift)
                                .injectOpen(rampUsers(size.drivers()).during(GATHERING)),
                        Customers.who(size)
                                .injectOpen(
                                        nothingFor(GATHERING),
                                        rampUsersPerSec(size.rate() * QUIET)
                                                .to(size.rate())
                                                .during(third),
                                        constantUsersPerSec(size.rate()).during(third),
                                        rampUsersPerSec(size.rate())
                                                .to(size.rate() * QUIET)
                                                .during(third)))
                .protocols(Api.protocol(size))
                .assertions(
                        Thresholds.within("POST /orders", 500),
                        Thresholds.within("ACCEPT_OFFER decided", 1_000),
                        Thresholds.seen("ACCEPT_OFFER decided"),
                        Thresholds.seen("ORDER_ACCEPTED"),
                        Thresholds.seen("ORDER_DELIVERED"),
                        Thresholds.fewFailures());
    }
}
