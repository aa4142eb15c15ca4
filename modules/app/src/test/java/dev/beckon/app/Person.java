package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer or a driver with nothing but HTTP and a socket, and all that was said to them. */
final class Person implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery";

    private final String address;
    private final String gateway;
    private final String name;
    private final JsonNode login;
    private final String id;
    private final String token;
    private Ears ears = new Ears();
    private @Nullable WebSocket socket;

    /** What came of a request. */
    record Answer(int status, String location, JsonNode body) {}

    /**
     * Registers and logs in.
     *
     * @param role {@code CUSTOMER} or {@code DRIVER}
     */
    Person(int port, String role, String name) {
        this(port, name, registered(port, role, name));
    }

    /** Logs in. */
    Person(int port, String name, Map<String, String> credentials) {
        this("127.0.0.1:" + port, "127.0.0.1:" + port, name, login(port, credentials));
    }

    private Person(String address, String gateway, String name, JsonNode login) {
        this.address = address;
        this.gateway = gateway;
        this.name = name;
        this.login = login;
        this.token = login.path("accessToken").stringValue();
        this.id = login.path("user").path("id").stringValue();
    }

    /** The same person, with a socket on another gateway. */
    Person alsoAt(int port) {
        return new Person(address, "127.0.0.1:" + port, name, login);
    }

    private static Map<String, String> registered(int port, String role, String name) {
        var credentials = Map.of("email", UUID.randomUUID() + "@beckon.test", "password", PASSWORD);
        var account = new HashMap<>(credentials);
        account.put("name", name);
        account.put("role", role);
        var registered =
                send("127.0.0.1:" + port, "POST", "/auth/register", null, Map.copyOf(account));
        assertThat(registered.status()).as("%s", registered.body()).isEqualTo(201);
        return credentials;
    }

    private static JsonNode login(int port, Map<String, String> credentials) {
        var login = send("127.0.0.1:" + port, "POST", "/auth/login", null, credentials);
        assertThat(login.status()).as("%s", login.body()).isEqualTo(200);
        return login.body();
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Answer get(String path) {
        return send(address, "GET", path, token, null);
    }

    Answer post(String path, @Nullable Object body, String... headers) {
        return send(address, "POST", path, token, body, headers);
    }

    private static Answer send(
            String address,
            String method,
            String path,
            @Nullable String bearer,
            @Nullable Object body,
            String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofByteArray(
                                    Json.topics().writeValueAsBytes(body)));
        }
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Location").orElse(""),
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

    /** Opens a socket with a new ticket, and returns its snapshot. */
    JsonNode connect() {
        close();
        var ticket = post("/ws/ticket", null).body().path("ticket").stringValue();
        ears = new Ears();
        socket =
                HTTP.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://" + gateway + "/ws?ticket=" + ticket), ears)
                        .join();
        return hears("SNAPSHOT");
    }

    /**
     * @param json with single quotes
     */
    synchronized void says(String json) {
        var open = socket;
        if (open == null) {
            throw new IllegalStateException(name + " has no socket");
        }
        open.sendText(json.replace('\'', '"'), true).join();
    }

    /** Waits for the first message of a type. */
    JsonNode hears(String type) {
        return hears(type, 0);
    }

    /** Waits for a message of a type after so many others of it. */
    JsonNode hears(String type, int skipped) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .alias(name + " hears " + type)
                .until(() -> all(type).size() > skipped);
        return all(type).get(skipped);
    }

    /** Waits for the answer to a command of that name. */
    JsonNode hearsAnswer(String ref) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .alias(name + " hears of " + ref)
                .until(() -> ears.heard.stream().anyMatch(answers(ref)));
        return ears.heard.stream().filter(answers(ref)).findFirst().orElseThrow();
    }

    private static Predicate<JsonNode> answers(String ref) {
        return message -> ref.equals(message.path("ref").asString());
    }

    /** The types of all that was heard, in order. */
    List<String> story() {
        return ears.heard.stream().map(message -> message.path("type").stringValue()).toList();
    }

    /** Waits for messages of these types about an order, one after the other; the last of them. */
    JsonNode hearsOf(String order, String... types) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .alias(name + " hears " + List.of(types) + " of " + order)
                .until(() -> find(order, types), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> find(String order, String... types) {
        var rest = new ArrayDeque<>(List.of(types));
        for (var message : ears.heard) {
            if (order.equals(message.path("orderId").asString())
                    && message.path("type").asString().equals(rest.peek())) {
                rest.remove();
                if (rest.isEmpty()) {
                    return Optional.of(message);
                }
            }
        }
        return Optional.empty();
    }

    private List<JsonNode> all(String type) {
        return ears.heard.stream()
                .filter(message -> message.path("type").stringValue().equals(type))
                .toList();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private static final class Ears implements WebSocket.Listener {

        private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder begun = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                heard.add(Json.topics().readTree(begun.toString()));
                begun.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
