package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Two nodes that take orders, and nobody who folds them. */
class OrdersNodesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    private static List<ConfigurableApplicationContext> nodes;

    private final String token = ISSUER.token(UUID.randomUUID(), ActorRole.CUSTOMER);

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class, OrdersModule.class})
    static class Application {}

    @BeforeAll
    static void open() {
        nodes = List.of(node("orders-one"), node("orders-two"));
    }

    private static ConfigurableApplicationContext node(String name) {
        return Scene.application(
                Application.class, name, "beckon.identity.jwks-uri=" + ISSUER.jwksUri());
    }

    @AfterAll
    static void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void whatOneNodeHasTakenTheOtherKnows() throws Exception {
        var placed = place(0, "ring");
        assertThat(placed.statusCode()).isEqualTo(202);
        var path = "/orders/" + json(placed).path("orderId").asString();
        await().atMost(Scene.SOON).until(() -> get(1, path).statusCode() == 200);
        assertThat(json(get(1, path)).path("status").asString()).isEqualTo("PLACED");
        assertThat(send(1, path + "/cancel", HttpRequest.BodyPublishers.noBody()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void anotherBodyUnderTheSameKeyChangesNothingAnywhere() throws Exception {
        var path = "/orders/" + json(place(0, "first")).path("orderId").asString();
        await().atMost(Scene.SOON).until(() -> get(1, path).statusCode() == 200);
        assertThat(place(1, "second").statusCode()).isEqualTo(202);
        for (int node : List.of(0, 1)) {
            await().during(Duration.ofMillis(500))
                    .until(() -> json(get(node, path)).path("note").asString().equals("first"));
        }
    }

    private HttpResponse<String> place(int node, String note) throws Exception {
        var body =
                """
                {"pickup":{"lat":1,"lng":-110},"dropoff":{"lat":1,"lng":-110},"note":"%s"}
                """
                        .formatted(note);
        return send(node, "/orders", HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(int node, String path) throws Exception {
        return CLIENT.send(request(node, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(int node, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = request(node, path).header("Content-Type", "application/json").POST(body);
        if (path.equals("/orders")) {
            request.header("Idempotency-Key", "key");
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(int node, String path) {
        var port = nodes.get(node).getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.topics().readTree(response.body());
    }
}
