package dev.beckon.identity;

import dev.beckon.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody who calls over HTTP. */
final class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Client(ApplicationContext application) {
        base =
                "http://127.0.0.1:"
                        + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    record Answer(int status, String type, JsonNode body) {

        String text(String field) {
            return body.path(field).asString();
        }
    }

    Answer post(String path, Map<String, ?> body) {
        return post(path, "", body);
    }

    Answer post(String path, String token, Map<String, ?> body) {
        return send("POST", path, token, "application/json", Json.topics().writeValueAsBytes(body));
    }

    Answer get(String path) {
        return send("GET", path, "", "", new byte[0]);
    }

    Answer send(String method, String path, String token, String contentType, byte[] body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body().length == 0
                            ? Json.topics().createObjectNode()
                            : Json.topics().readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
