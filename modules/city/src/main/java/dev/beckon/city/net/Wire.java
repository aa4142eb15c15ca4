package dev.beckon.city.net;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a client of the public API reads and writes it: what it does not know, it ignores. */
public final class Wire {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private Wire() {}

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static String write(ClientMessage message) {
        return JSON.writerFor(ClientMessage.class).writeValueAsString(message);
    }

    /**
     * A message of the socket; null for a type that this client does not know.
     *
     * @throws JacksonException if it is not JSON, or not as its type has to be
     */
    public static @Nullable ServerMessage message(String text) {
        return JSON.readValue(text, ServerMessage.class);
    }

    public static <T> T convert(JsonNode node, Class<T> type) {
        return JSON.treeToValue(node, type);
    }

    /** An answer's body; an empty or unreadable one is an empty object. */
    static JsonNode body(String text) {
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
