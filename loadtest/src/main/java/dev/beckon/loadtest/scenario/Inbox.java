package dev.beckon.loadtest.scenario;

import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came to a driver while nothing was waited for. */
final class Inbox {

    private static final JsonMapper JSON = new JsonMapper();

    private Inbox() {}

    /** Oldest first, so that what was closed is forgotten and the latest offer stays. */
    static Session read(List<WsInboundMessage> messages, Session session) {
        var read = session;
        for (WsInboundMessage message : messages) {
            if (message instanceof WsInboundMessage.Text text) {
                read = read(JSON.readTree(text.message()), read);
            }
        }
        return read;
    }

    private static Session read(JsonNode message, Session session) {
        return switch (message.path("type").asString("")) {
            case "OFFER" ->
                    session.setAll(
                            Map.of(
                                    "offerId", message.path("offerId").asString(),
                                    "orderId", message.path("orderId").asString(),
                                    "pickupLat", message.path("pickup").path("lat").asDouble(),
                                    "pickupLng", message.path("pickup").path("lng").asDouble(),
                                    "dropoffLat", message.path("dropoff").path("lat").asDouble(),
                                    "dropoffLng", message.path("dropoff").path("lng").asDouble()));
            case "OFFER_CLOSED" -> session.remove("offerId");
            default -> session;
        };
    }
}
