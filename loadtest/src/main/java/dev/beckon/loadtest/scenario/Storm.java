package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reconnect storms: everybody has an order under way, all sockets drop at once and come back at the
 * rate, and each has to find its order in the snapshot. Then the drivers deliver.
 */
public final class Storm extends Simulation {

    private static final Duration BETWEEN = Duration.ofSeconds(15);

    /** For offers that are still to come, or to be answered, when the last have connected. */
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Size size = Size.given();
    private final int sockets = size.users() + size.drivers();
    private final Duration gathering = Duration.ofSeconds(5 + sockets / 50);
    private final int storms = (int) Math.max(1, size.duration().dividedBy(BETWEEN));
    private long gatheredNs;

    public Storm() {
        setUp(
                        drivers().injectOpen(rampUsers(size.drivers()).during(gathering)),
                        customers().injectOpen(rampUsers(size.users()).during(gathering)))
                .protocols(Api.protocol(size))
                .assertions(
                        Thresholds.within("POST /orders", 500),
                        Thresholds.within("SNAPSHOT after a storm", 2_000),
                        Thresholds.seen("SNAPSHOT after a storm"),
                        Thresholds.seen("ACCEPT_OFFER decided"),
                        Thresholds.seen("DELIVER decided"),
                        Thresholds.fewFailures());
    }

    @Override
    public void before() {
        gatheredNs = System.nanoTime() + gathering.plus(CALM).toNanos();
    }

    private ScenarioBuilder customers() {
        return scenario("customers")
                .feed(size.customerTokens())
                .feed(Places.trips())
                .exec(Api.connect("SNAPSHOT"))
                .exitHereIfFailed()
                .exec(Api.placeOrder())
                .exitHereIfFailed()
                .exec(storms(comeBackToTheOrder()))
                .exec(Api.disconnect());
    }

    private ScenarioBuilder drivers() {
        return scenario("drivers")
                .feed(size.driverTokens())
                .feed(Places.starts())
                .exec(Drivers.begin())
                .exitHereIfFailed()
                .exec(
                        asLongAs(session -> !hasOffer(session) && nsTo(0) > 0)
                                .on(pause(LOOK), Drivers.look()))
                .exec(doIf(Storm::hasOffer).then(Drivers.accept()))
                .exec(
                        storms(
                                doIfOrElse(Storm::hasOffer)
                                        .then(comeBackToTheOrder())
                                        .orElse(Api.connect("SNAPSHOT after a storm"))))
                .exec(doIf(Storm::hasOffer).then(Drivers.deliver()))
                .exec(Drivers.end());
    }

    /** All at the same moment, and back each at one of its own. */
    private ChainBuilder storms(ChainBuilder comeBack) {
        return repeat(storms, "storm")
                .on(
                        pause(session -> Duration.ofNanos(nsTo(session.getInt("storm") + 1))),
                        exec(Api.disconnect()),
                        pause(session -> jitter()),
                        comeBack);
    }

    private static ChainBuilder comeBackToTheOrder() {
        return Api.connect(
                "SNAPSHOT after a storm",
                jsonPath("$.orders[?(@.orderId=='#{orderId}')].status").exists());
    }

    private static boolean hasOffer(Session session) {
        return session.contains("offerId");
    }

    /**
     * @param storm from 1; 0 is the end of the gathering, one calm before the first
     */
    private long nsTo(int storm) {
        long ns = gatheredNs - System.nanoTime();
        if (storm > 0) {
            ns += CALM.plus(BETWEEN.multipliedBy(storm - 1)).toNanos();
        }
        return Math.max(0, ns);
    }

    private Duration jitter() {
        double seconds = ThreadLocalRandom.current().nextDouble() * sockets / size.rate();
        return Duration.ofMillis((long) (1_000 * seconds));
    }
}
