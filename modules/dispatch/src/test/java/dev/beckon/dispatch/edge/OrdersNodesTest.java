package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.devservices.DevServices;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
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
                Application.class,
                name,
                "beckon.identity.jwks-uri=" + ISSUER.jwksUri(),
                "beckon.orders.backlog=1h");
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
    void anotherBodyUnderTheSameKeyIsRefusedAnywhere() throws Exception {
        var first = place(0, "first");
        assertThat(first.statusCode()).isEqualTo(202);
        for (int node : List.of(1, 0)) {
            var second = place(node, "second");
            assertThat(second.statusCode()).isEqualTo(422);
            assertThat(json(second).path("field").asString()).isEqualTo("Idempotency-Key");
            var same = order(node, "key", spelt("first"));
            assertThat(same.statusCode()).isEqualTo(202);
            assertThat(same.body()).isEqualTo(first.body());
        }
    }

    @Test
    void ofTwoOrdersAtOnceUnderOneKeyOneWins() throws Exception {
        var attempts = new ArrayList<Callable<HttpResponse<String>>>();
        for (int i = 0; i < 20; i++) {
            int node = i / 2 % 2;
            var note = i % 2 == 0 ? "heads" : "tails";
            attempts.add(() -> place(node, note));
        }
        var taken = new ArrayList<HttpResponse<String>>();
        int refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(attempts)) {
                var got = answer.get();
                if (got.statusCode() == 202) {
                    taken.add(got);
                } else {
                    assertThat(got.statusCode()).isEqualTo(422);
                    refused++;
                }
            }
        }
        assertThat(refused).isEqualTo(10);
        assertThat(taken.stream().map(HttpResponse::body).distinct()).hasSize(1);
    }

    /** The log keeps the first then: as it was before there were fingerprints. */
    @Test
    void withoutRedisOrdersFlowAndTheFirstOfAKeyCounts() throws Exception {
        var redis = DevServices.forTests().redis();
        var first = place(0, "first");
        redis.kill();
        try {
            var path = "/orders/" + json(first).path("orderId").asString();
            await().atMost(Scene.SOON).until(() -> get(1, path).statusCode() == 200);
            var second = place(1, "second");
            assertThat(second.statusCode()).isEqualTo(202);
            assertThat(second.body()).isEqualTo(first.body());
            for (int node : List.of(0, 1)) {
                await().during(Duration.ofMillis(500))
                        .until(() -> json(get(node, path)).path("note").asString().equals("first"));
            }
        } finally {
            redis.restart();
            await().atMost(Scene.SOON).until(() -> nodes.stream().allMatch(this::hasRedis));
        }
    }

    private boolean hasRedis(ConfigurableApplicationContext node) {
        var health = node.getBean("redisHealth", HealthIndicator.class).health();
        return health != null && health.getStatus().equals(Status.UP);
    }

    /** What Kafka did not acknowledge may be there: the key stays that order's. */
    @Test
    void afterA503TheSameIsTakenAndAnotherIsNot() throws Exception {
        var kafka = DevServices.forTests().kafka();
        kafka.pause();
        try {
            assertThat(place(0, "first").statusCode()).isEqualTo(503);
        } finally {
            kafka.resume();
        }
        assertThat(place(1, "second").statusCode()).isEqualTo(422);
        await().atMost(Scene.SOON).until(() -> place(1, "first").statusCode() == 202);
    }

    @Test
    void aCustomerHasOneAllowanceOnAllNodesAndRepeatingIsFree() throws Exception {
        var answers = new ArrayList<HttpResponse<String>>();
        for (int i = 0; i < 30; i++) {
            answers.add(place(i % 2, "key " + i, "again"));
        }
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202).count())
                .isBetween(20L, 24L);
        var last = answers.getLast();
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After").map(Integer::parseInt).orElseThrow())
                .isBetween(1, 3);
        assertThat(json(last).path("limit").asString()).isEqualTo("orders");
        for (int i = 0; i < 30; i++) {
            assertThat(place(i % 2, "key 0", "again").body()).isEqualTo(answers.getFirst().body());
        }
        assertThat(place(0, "key 29", "what was refused was not ordered").statusCode())
                .isNotEqualTo(422);
    }

    private static String spelt(String note) {
        return """
        {"note" : "%s", "kind":"DELIVERY",
         "dropoff":{"lng":-110.0,"lat":1.000},"pickup":{"lat":1e0,"lng":-110,"address":null}}
        """
                .formatted(note);
    }

    private HttpResponse<String> place(int node, String note) throws Exception {
        return place(node, "key", note);
    }

    private HttpResponse<String> place(int node, String key, String note) throws Exception {
        var body =
                """
                {"pickup":{"lat":1,"lng":-110},"dropoff":{"lat":1,"lng":-110},"note":"%s"}
                """
                        .formatted(note);
        return order(node, key, body);
    }

    private HttpResponse<String> order(int node, String key, String body) throws Exception {
        var request =
                request(node, "/orders")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int node, String path) throws Exception {
        return CLIENT.send(request(node, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(int node, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = request(node, path).header("Content-Type", "application/json").POST(body);
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
