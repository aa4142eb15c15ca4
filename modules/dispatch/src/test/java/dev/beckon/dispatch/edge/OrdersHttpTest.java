package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.devservices.DevServices;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.round.DispatcherModule;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Orders over HTTP, with a dispatcher behind them. */
class OrdersHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    private static Scene scene;
    private static String root;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        PlatformModule.class,
        DispatchModule.class,
        DispatcherModule.class,
        OrdersModule.class
    })
    static class Application {}

    @BeforeAll
    static void open() {
        scene =
                Scene.open(
                        Application.class,
                        "dispatcher-test",
                        "beckon.identity.jwks-uri=" + ISSUER.jwksUri());
        root = "http://127.0.0.1:" + scene.bean(Environment.class).getProperty("local.server.port");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** An answer, and its body where that is JSON. */
    private record Got(int status, String type, HttpResponse<String> raw) {

        JsonNode json() {
            return Json.topics().readTree(raw.body());
        }

        String text(String field) {
            return json().path(field).asString("");
        }
    }

    /** Somebody with a token. */
    private record Person(UUID id, String token) {

        static Person of(ActorRole role) {
            return of(UUID.randomUUID(), role);
        }

        static Person of(UUID id, ActorRole role) {
            return new Person(id, ISSUER.token(id, role));
        }

        Got get(String path) {
            return send(request(path).GET());
        }

        /** Again where a crowded machine had no time for it, as a client is told to. */
        Got post(String path, String... headers) {
            return await().atMost(Scene.SOON)
                    .until(() -> postOnce(path, headers), got -> got.status() != 503);
        }

        Got postOnce(String path, String... headers) {
            var request = request(path).POST(HttpRequest.BodyPublishers.noBody());
            return send(headers.length == 0 ? request : request.headers(headers));
        }

        Got postBody(String path, String json) {
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        Got order(byte[] body, String... headers) {
            var request = request("/orders").POST(HttpRequest.BodyPublishers.ofByteArray(body));
            request.header("Content-Type", "application/json");
            return send(headers.length == 0 ? request : request.headers(headers));
        }

        OrderId order(double lat, double lng) {
            var key = UUID.randomUUID().toString();
            var got =
                    await().atMost(Scene.SOON)
                            .until(
                                    () -> order(body(lat, lng), "Idempotency-Key", key),
                                    answer -> answer.status() != 503);
            assertThat(got.status()).isEqualTo(202);
            return OrderId.of(got.text("orderId"));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(root + path))
                    .header("Authorization", "Bearer " + token);
        }
    }

    private static Got send(HttpRequest.Builder request) {
        try {
            var raw = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Got(
                    raw.statusCode(), raw.headers().firstValue("Content-Type").orElse(""), raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(double lat, double lng) {
        return """
        {"pickup":{"lat":%s,"lng":%s,"address":"Here 1"},"dropoff":{"lat":%s,"lng":%s},"note":"ring"}
        """
                .formatted(lat, lng, lat, lng)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anOrderIsThereStraightAfterThe202() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var got = customer.order(body(1, -100));
        assertThat(got.status()).isEqualTo(202);
        assertThat(got.text("status")).isEqualTo("PLACED");
        var location = got.raw().headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/orders/" + got.text("orderId"));
        var order = customer.get(location);
        assertThat(order.status()).isEqualTo(200);
        assertThat(order.text("status")).isIn("PLACED", "SEARCHING");
        assertThat(order.text("note")).isEqualTo("ring");
    }

    @Test
    void twentyRequestsWithOneKeyAreOneOrder() throws Exception {
        var customer = Person.of(ActorRole.CUSTOMER);
        Callable<Got> place = () -> customer.order(body(2, -100), "Idempotency-Key", "same");
        var answers = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> place).toList())) {
                answers.add(one.get().status() + one.get().raw().body());
            }
        }
        assertThat(answers).hasSize(20);
        assertThat(new HashSet<>(answers)).hasSize(1);
        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(list(customer, "/orders")).hasSize(1));
        var another = Person.of(ActorRole.CUSTOMER).order(body(2, -100), "Idempotency-Key", "same");
        assertThat(answers.getFirst()).doesNotContain(another.text("orderId"));
        assertThat(customer.order(body(2, -100), "Idempotency-Key", "k".repeat(201)).status())
                .isEqualTo(400);
    }

    @Test
    void strangersLearnNothing() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(3, -100);
        scene.awaitState(order, OrderState.SEARCHING);
        for (var role : List.of(ActorRole.CUSTOMER, ActorRole.DRIVER)) {
            var stranger = Person.of(role);
            for (var path : List.of("/orders/" + order, "/orders/" + order + "/events")) {
                var got = stranger.get(path);
                assertThat(got.status()).isEqualTo(404);
                assertThat(got.type()).startsWith("application/problem+json");
            }
            assertThat(stranger.post("/orders/" + order + "/cancel").status()).isEqualTo(404);
            assertThat(list(stranger, "/orders")).isEmpty();
        }
        assertThat(Person.of(ActorRole.ADMIN).get("/orders/" + order).status()).isEqualTo(200);
        assertThat(customer.get("/orders/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(customer.get("/orders/42").status()).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(URI.create(root + "/orders/" + order))).status())
                .isEqualTo(401);
    }

    @Test
    void theWrongRoleIsRefused() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(4, -100);
        assertThat(Person.of(ActorRole.DRIVER).order(body(4, -100)).status()).isEqualTo(403);
        assertThat(Person.of(ActorRole.ADMIN).order(body(4, -100)).status()).isEqualTo(403);
        for (var step : List.of("arrived", "pickup", "deliver")) {
            assertThat(customer.post("/orders/" + order + "/" + step).status()).isEqualTo(403);
        }
    }

    @Test
    void aListIsReadPageByPage() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var placed = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            placed.add(customer.order(5, -100).toString());
        }
        await().atMost(Scene.SOON).until(() -> list(customer, "/orders").size() == 5);
        var read = new ArrayList<String>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            var page =
                    customer.get("/orders?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                            .json();
            page.path("orders").forEach(order -> read.add(order.path("orderId").asString()));
            cursor = page.has("next") ? page.path("next").asString() : null;
            pages++;
        } while (cursor != null);
        assertThat(pages).isEqualTo(3);
        assertThat(read).hasSize(5).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(list(customer, "/orders?status=DELIVERED")).isEmpty();
    }

    private static List<JsonNode> list(Person person, String path) {
        var orders = new ArrayList<JsonNode>();
        person.get(path).json().path("orders").forEach(orders::add);
        return orders;
    }

    @Test
    void aDriverTakesAnOrderThroughItsSteps() {
        var driverId = scene.driver(6, -100);
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(6, -100);
        var path = "/orders/" + order;
        var driver = Person.of(driverId.value(), ActorRole.DRIVER);
        scene.awaitOffer(order);
        assertThat(driver.get(path).status()).isEqualTo(404);
        await().atMost(Scene.SOON)
                .until(
                        () -> {
                            // On a slow machine an offer may have run out before its answer.
                            scene.seen(driverId, 6, -100, Scene.now());
                            var offer = scene.liveOffer(order);
                            if (offer != null) {
                                scene.answer(order, offer, Answer.ACCEPT);
                            }
                            return scene.status(order).state() == OrderState.ACCEPTED;
                        });

        var early = driver.post(path + "/deliver");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("reason")).isEqualTo("WRONG_STATE");
        for (var step : List.of("arrived:ARRIVED", "pickup:PICKED_UP", "deliver:DELIVERED")) {
            var names = step.split(":", -1);
            for (int twice = 0; twice < 2; twice++) {
                var got = driver.post(path + "/" + names[0]);
                assertThat(got.status()).as(step).isEqualTo(200);
                assertThat(got.text("status")).isEqualTo(names[1]);
            }
        }
        assertThat(customer.get(path).json().path("driver").path("vehicle").asString())
                .isEqualTo("blue bicycle");
        assertThat(list(driver, "/orders")).hasSize(1);
        assertThat(customer.post(path + "/cancel").status()).isEqualTo(409);

        var all = Person.of(ActorRole.ADMIN).get(path + "/events");
        assertThat(all.raw().body()).contains("candidates").contains("policy");
        for (var person : List.of(customer, driver)) {
            var events = person.get(path + "/events");
            assertThat(events.raw().body()).contains("OfferMade").doesNotContain("candidates");
            assertThat(events.raw().body()).doesNotContain("policy");
            assertThat(events.json().size()).isEqualTo(all.json().size());
        }
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var path = "/orders/" + customer.order(7, -100);
        await().atMost(Scene.SOON)
                .until(() -> customer.get(path).text("status").equals("SEARCHING"));
        for (int i = 0; i < 2; i++) {
            var got = customer.post(path + "/cancel");
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.text("status")).isEqualTo("CANCELLED");
        }
    }

    @Test
    void aDriverWhoCancelsTwiceIsToldTheSame() {
        var driverId = scene.driver(11, -100);
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(11, -100);
        scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        var cancel = "/orders/" + order + "/cancel";
        var driver = Person.of(driverId.value(), ActorRole.DRIVER);
        for (int twice = 0; twice < 2; twice++) {
            var got = driver.post(cancel);
            assertThat(got.status()).as(got.raw().body()).isEqualTo(200);
            assertThat(got.text("status")).isEqualTo("SEARCHING");
            assertThat(got.text("orderId")).isEqualTo(order.toString());
            scene.awaitState(order, OrderState.SEARCHING);
        }
        assertThat(driver.get("/orders/" + order).status()).isEqualTo(404);
        assertThat(driver.post("/orders/" + order + "/pickup").status()).isEqualTo(404);
        assertThat(Person.of(ActorRole.DRIVER).post(cancel).status()).isEqualTo(404);
    }

    /** And nothing of how it goes on. */
    @Test
    void aDriverWhoCancelsLearnsNotWhoIsAskedNext() {
        var driverId = scene.driver(15, -100);
        var order = Person.of(ActorRole.CUSTOMER).order(15, -100);
        scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        scene.driver(15.001, -100);
        var got =
                Person.of(driverId.value(), ActorRole.DRIVER)
                        .postBody("/orders/" + order + "/cancel", "{\"reason\":\"flat tyre\"}");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json())
                .isEqualTo(
                        Json.topics()
                                .readTree(
                                        "{\"orderId\":\"%s\",\"status\":\"SEARCHING\"}"
                                                .formatted(order)));
    }

    @Test
    void anAdminTakesAnOrderFromItsDriver() {
        var firstId = scene.driver(16, -100);
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(16, -100);
        var path = "/orders/" + order;
        var admin = Person.of(ActorRole.ADMIN);
        var first = Person.of(firstId.value(), ActorRole.DRIVER);
        var offer = scene.awaitOffer(order);
        var early = admin.post(path + "/reassign");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("reason")).isEqualTo("WRONG_STATE");
        assertThat(early.text("detail"))
                .isEqualTo("there is nobody to take it from: the order is offered");

        scene.answer(order, offer, Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        assertThat(customer.post(path + "/reassign").status()).isEqualTo(403);
        assertThat(first.post(path + "/reassign").status()).isEqualTo(403);
        var tooLong = "{\"reason\":\"" + "r".repeat(301) + "\"}";
        assertThat(admin.postBody(path + "/reassign", tooLong).text("field")).isEqualTo("reason");
        var nowhere = "/orders/" + UUID.randomUUID() + "/reassign";
        assertThat(admin.post(nowhere).status()).isEqualTo(404);

        var got = admin.postBody(path + "/reassign", "{\"reason\":\"flat tyre\"}");
        assertThat(got.status()).as(got.raw().body()).isEqualTo(200);
        assertThat(got.text("status")).isEqualTo("SEARCHING");
        assertThat(first.post(path + "/pickup").status()).isEqualTo(404);
        var nextId = scene.driver(16.001, -100);
        assertThat(scene.awaitOffer(order).driverId()).isEqualTo(nextId);
        scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        var next = Person.of(nextId.value(), ActorRole.DRIVER);
        assertThat(next.post(path + "/pickup").status()).isEqualTo(200);
        var late = admin.post(path + "/reassign");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("detail")).isEqualTo("this cannot be done: the order is picked up");
        assertThat(admin.get(path + "/events").raw().body())
                .contains("REASSIGNED", "flat tyre", firstId.toString());
    }

    @Test
    void theTimelineNamesNobodyWhoDeclined() {
        var decliner = scene.driver(12, -100);
        var taker = scene.driver(12.001, -100);
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(12, -100);
        var first = scene.awaitOffer(order);
        assertThat(first.driverId()).isEqualTo(decliner);
        scene.answer(order, first, Answer.DECLINE);
        await().atMost(Scene.SOON)
                .until(
                        () -> scene.liveOffer(order),
                        offer -> offer != null && offer.driverId().equals(taker));
        scene.answer(order, scene.awaitOffer(order), Answer.ACCEPT);
        scene.awaitState(order, OrderState.ACCEPTED);
        var path = "/orders/" + order + "/events";
        assertThat(Person.of(ActorRole.ADMIN).get(path).raw().body())
                .contains(decliner.toString(), taker.toString(), "token", "assignmentId");
        for (var person : List.of(customer, Person.of(taker.value(), ActorRole.DRIVER))) {
            assertThat(person.get(path).raw().body())
                    .contains(taker.toString(), "OfferClosed", "DECLINED")
                    .doesNotContain(decliner.toString(), "token", "assignmentId");
        }
    }

    @Test
    void aMistakeOfOursBlamesNobodyAndAServersTroublePasses() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var order = customer.order(14, -100);
        scene.awaitState(order, OrderState.SEARCHING);
        var dsl = scene.database().dsl();
        dsl.execute(
                "UPDATE orders SET due_at = NULL, waiting = NULL, body = '{}' WHERE id = ?",
                order.value());
        var ours = customer.get("/orders/" + order);
        assertThat(ours.status()).isEqualTo(500);
        assertThat(ours.type()).startsWith("application/problem+json");
        assertThat(ours.text("detail")).contains("our side").doesNotContain("server");

        dsl.execute("ALTER VIEW all_orders RENAME TO orders_away");
        Got theirs;
        try {
            theirs = customer.get("/orders/" + order);
        } finally {
            dsl.execute("ALTER VIEW orders_away RENAME TO all_orders");
        }
        assertThat(theirs.status()).isEqualTo(503);
        assertThat(theirs.raw().headers().firstValue("Retry-After")).isPresent();
    }

    private static OrderId keyed(Person customer, String key) {
        return OrderCommandsService.orderId(new CustomerId(customer.id()), key);
    }

    @Test
    void withoutKafkaNothingIsTaken() {
        var customer = Person.of(ActorRole.CUSTOMER);
        var searching = "/orders/" + customer.order(10, -100);
        await().atMost(Scene.SOON)
                .until(() -> customer.get(searching).text("status").equals("SEARCHING"));
        var kafka = DevServices.forTests().kafka();
        Got place;
        Got cancel;
        kafka.pause();
        try {
            place = customer.order(body(10, -100), "Idempotency-Key", "later");
            cancel = customer.postOnce(searching + "/cancel");
        } finally {
            kafka.resume();
        }
        for (var got : List.of(place, cancel)) {
            assertThat(got.status()).isEqualTo(503);
            assertThat(got.type()).startsWith("application/problem+json");
            assertThat(got.raw().headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(scene.bean(Decisions.class).waiting()).isZero();
        await().atMost(Scene.SOON)
                .until(
                        () ->
                                customer.order(body(10, -100), "Idempotency-Key", "later").status()
                                        == 202);
        scene.awaitState(keyed(customer, "later"), OrderState.SEARCHING);
    }
}
