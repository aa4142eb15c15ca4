package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/** People who order, and watch their order until it is there. */
final class Customers {

    /** For a driver, and then for the delivery: who waits longer has been let down. */
    static final int PATIENCE_S = 20;

    private Customers() {}

    static ScenarioBuilder who(Size size) {
        return scenario("customers")
                .feed(size.customerTokens())
                .feed(Places.trips())
                .exec(Api.connect("SNAPSHOT"))
                .exitHereIfFailed()
                .exec(Api.placeOrder())
                .exitHereIfFailed()
                .exec(watch())
                .exec(Api.disconnect());
    }

    /** A check hears what comes after something said: nobody accepts before the PING is there. */
    private static ChainBuilder watch() {
        return exec(
                ws("PING")
                        .sendText("{\"type\":\"PING\",\"ref\":\"#{orderId}\"}")
                        .await(PATIENCE_S)
                        .on(Api.hear("ORDER_ACCEPTED"))
                        .await(PATIENCE_S)
                        .on(Api.hear("ORDER_DELIVERED")));
    }
}
