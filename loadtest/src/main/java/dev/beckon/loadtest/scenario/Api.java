package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.WsFrameCheck;

/** What one can say to Beckon, and how it is known that it was taken. */
final class Api {

    /** After which a decision, or the first message on a socket, has failed to come. */
    private static final int PATIENCE_S = 10;

    private static final int UNREAD = 64;

    private Api() {}

    static HttpProtocolBuilder protocol(Size size) {
        return http.baseUrl(size.urls().getFirst())
                .wsBaseUrls(
                        size.urls().stream().map(url -> url.replaceFirst("^http", "ws")).toList())
                .acceptHeader("application/json")
                .contentTypeHeader("application/json")
                .authorizationHeader("Bearer #{token}")
                .wsUnmatchedInboundMessageBufferSize(UNREAD)
                .disableWarmUp();
    }

    static ChainBuilder placeOrder() {
        return exec(
                http("POST /orders")
                        .post("/orders")
                        .header("Idempotency-Key", "#{randomUuid()}")
                        .body(
                                StringBody(
                                        """
                                        {"pickup":{"lat":#{pickupLat},"lng":#{pickupLng}},
                                         "dropoff":{"lat":#{dropoffLat},"lng":#{dropoffLng}}}
                                        """))
                        .check(status().is(202), jsonPath("$.orderId").saveAs("orderId")));
    }

    /**
     * Opens the user's socket, with a ticket.
     *
     * @param snapshot what the report calls the first message, from which everything is known
     * @param checks what has to be in it
     */
    static ChainBuilder connect(String snapshot, CheckBuilder... checks) {
        return exec(
                http("POST /ws/ticket")
                        .post("/ws/ticket")
                        .check(status().is(200), jsonPath("$.ticket").saveAs("ticket")),
                ws("Connect")
                        .connect("/ws?ticket=#{ticket}")
                        .await(PATIENCE_S)
                        .on(
                                ws.checkTextMessage(snapshot)
                                        .matching(jsonPath("$.type").is("SNAPSHOT"))
                                        .check(checks)));
    }

    static ActionBuilder disconnect() {
        return ws("Close").close();
    }

    /** Says something to which there is no answer. */
    static ActionBuilder say(String type, String fields) {
        return ws(type).sendText("{\"type\":\"%s\",%s}".formatted(type, fields));
    }

    /** Asks for something, and waits for the decision: only an ACK is a success. */
    static ActionBuilder ask(String type, String fields) {
        String ref = type + " #{orderId}";
        return ws(type).sendText("{\"type\":\"%s\",%s,\"ref\":\"%s\"}".formatted(type, fields, ref))
                .await(PATIENCE_S)
                .on(
                        ws.checkTextMessage(type + " decided")
                                .matching(jsonPath("$.ref").isEL(ref))
                                .check(jsonPath("$.type").is("ACK")));
    }

    /** That the user's order went on to this, and did not end before. */
    static WsFrameCheck.Text hear(String type) {
        return ws.checkTextMessage(type)
                .matching(
                        jsonPath("$.orderId").isEL("#{orderId}"),
                        jsonPath("$.type").in(type, "NO_DRIVER_FOUND", "ORDER_CANCELLED"))
                .check(jsonPath("$.type").is(type));
    }
}
