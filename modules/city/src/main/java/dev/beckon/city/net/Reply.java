package dev.beckon.city.net;

import tools.jackson.databind.JsonNode;

/** What the API answered. */
public record Reply(int status, JsonNode body) {

    /** Problem details in one line, for people. */
    public String problem() {
        return "%d %s %s"
                .formatted(
                        status, body.path("title").asString(""), body.path("detail").asString(""))
                .strip();
    }
}
