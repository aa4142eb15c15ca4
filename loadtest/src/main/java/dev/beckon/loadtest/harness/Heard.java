package dev.beckon.loadtest.harness;

import io.netty.buffer.ByteBuf;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A message of the server, as far as the client needs it: read field by field, never as a whole.
 */
final class Heard {

    private static final JsonFactory JSON = new JsonFactory();

    private byte[] bytes = new byte[8_192];

    private String type = "";
    private @Nullable UUID orderId;
    private @Nullable UUID offerId;
    private @Nullable String reason;

    /** Reads the next message into this. */
    void read(ByteBuf message) {
        int length = message.readableBytes();
        if (length > bytes.length) {
            bytes = new byte[length * 2];
        }
        message.getBytes(message.readerIndex(), bytes, 0, length);
        type = "";
        orderId = null;
        offerId = null;
        reason = null;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    take(name, parser);
                    if (isOfNoInterest()) {
                        return;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    String type() {
        return type;
    }

    @Nullable UUID orderId() {
        return orderId;
    }

    @Nullable UUID offerId() {
        return offerId;
    }

    @Nullable String reason() {
        return reason;
    }

    private void take(String name, JsonParser parser) {
        switch (name) {
            case "type" -> type = parser.getString();
            case "orderId" -> orderId = UUID.fromString(parser.getString());
            case "offerId" -> offerId = UUID.fromString(parser.getString());
            case "reason" -> reason = parser.getString();
            default -> {}
        }
    }

    private boolean isOfNoInterest() {
        return switch (type) {
            case "",
                    "OFFER",
                    "OFFER_CLOSED",
                    "ORDER_ACCEPTED",
                    "ORDER_DELIVERED",
                    "ORDER_CANCELLED",
                    "NO_DRIVER_FOUND",
                    "REFUSED" ->
                    false;
            default -> true;
        };
    }
}
