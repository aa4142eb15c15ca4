package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/** People who wait for offers, take each, and drive it to its end. */
final class Drivers {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** Looks without an offer after which a driver says where they are. */
    private static final int LOOKS_A_PING = 40;

    private static final Duration THINKING_LEAST = Duration.ofMillis(500);
    private static final Duration THINKING_MOST = Duration.ofMillis(1_500);
    private static final Duration DRIVING_LEAST = Duration.ofSeconds(1);
    private static final Duration DRIVING_MOST = Duration.ofSeconds(3);

    private Drivers() {}

    static ScenarioBuilder who(Size size, Duration shift) {
        return scenario("drivers")
                .feed(size.driverTokens())
                .feed(Places.starts())
                .exec(begin())
                .exitHereIfFailed()
                .exec(
                        during(shift, "looks", false)
                                .on(
                                        pause(LOOK),
                                        look(),
                                        doIfOrElse(session -> session.contains("offerId"))
                                                .then(
                                                        exitBlockOnFail().on(accept(), deliver()),
                                                        forget())
                                                .orElse(ping())))
                .exec(end());
    }

    /** Connected, on shift, and somewhere. */
    static ChainBuilder begin() {
        return exec(session -> session.set("orderId", "none"))
                .exec(Api.connect("SNAPSHOT"))
                .exitHereIfFailed()
                .exec(Api.ask("SHIFT", "\"state\":\"ONLINE\""))
                .exec(Api.say("LOCATION", "\"lat\":#{lat},\"lng\":#{lng}"));
    }

    static ChainBuilder end() {
        return exec(Api.ask("SHIFT", "\"state\":\"OFFLINE\""), Api.disconnect());
    }

    /** Keeps the latest offer that nobody closed, if there is one. */
    static ChainBuilder look() {
        return exec(ws.processUnmatchedMessages(Inbox::read));
    }

    static ChainBuilder accept() {
        return exec(
                Api.say("OFFER_RECEIVED", "\"offerId\":\"#{offerId}\""),
                pause(THINKING_LEAST, THINKING_MOST),
                Api.ask("ACCEPT_OFFER", "\"offerId\":\"#{offerId}\""));
    }

    static ChainBuilder deliver() {
        return exec(
                pause(DRIVING_LEAST, DRIVING_MOST),
                Api.say("LOCATION", "\"lat\":#{pickupLat},\"lng\":#{pickupLng}"),
                Api.ask("PICKUP", "\"orderId\":\"#{orderId}\""),
                pause(DRIVING_LEAST, DRIVING_MOST),
                Api.say("LOCATION", "\"lat\":#{dropoffLat},\"lng\":#{dropoffLng}"),
                exec(
                        session ->
                                session.set("lat", session.get("dropoffLat"))
                                        .set("lng", session.get("dropoffLng"))),
                Api.ask("DELIVER", "\"orderId\":\"#{orderId}\""));
    }

    /** What is over; a failure of this order is none of the next. */
    private static ChainBuilder forget() {
        return exec(session -> session.markAsSucceeded().remove("offerId").set("orderId", "none"));
    }

    private static ChainBuilder ping() {
        return doIf(session -> session.getInt("looks") % LOOKS_A_PING == LOOKS_A_PING - 1)
                .then(Api.say("LOCATION", "\"lat\":#{lat},\"lng\":#{lng}"));
    }
}
