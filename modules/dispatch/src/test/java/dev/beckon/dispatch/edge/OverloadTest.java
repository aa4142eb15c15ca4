package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.json.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A node that takes orders while the dispatchers come and go. */
class OverloadTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    private final String token = ISSUER.token(UUID.randomUUID(), ActorRole.CUSTOMER);

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class, OrdersModule.class})
    static class Application {}

    @Test
    void ordersAreRefusedWhileNobodyFoldsAndTakenAgainAfterwards() throws Exception {
        try (var node =
                Scene.application(
                        Application.class,
                        "overload",
                        "beckon.identity.jwks-uri=" + ISSUER.jwksUri(),
                        "beckon.orders.backlog=3s",
                        "beckon.limits.orders=10000/1m")) {
            try (var _ = Scene.open("overload-one")) {
                await().atMost(Scene.SOON).until(() -> place(node).statusCode() == 202);
                await().atMost(Scene.SOON).until(() -> waitS(node) == 0);
            }
            await().atMost(Scene.SOON).until(() -> place(node).statusCode() == 503);
            var refused = place(node);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
                    .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 30));
            assertThat(refused.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(Json.topics().readTree(refused.body()).path("detail").asString())
                    .contains("more orders wait than can be served");
            assertThat(waitS(node)).isGreaterThan(3);
            assertThat(count(node)).isGreaterThanOrEqualTo(2);
            try (var _ = Scene.open("overload-two")) {
                await().atMost(Scene.SOON).until(() -> place(node).statusCode() == 202);
            }
        }
    }

    private static double waitS(ConfigurableApplicationContext node) {
        return node.getBean(MeterRegistry.class).get("beckon.orders.wait").timeGauge().value();
    }

    private static double count(ConfigurableApplicationContext node) {
        return node.getBean(MeterRegistry.class).get("beckon.orders.refused").counter().count();
    }

    private HttpResponse<String> place(ConfigurableApplicationContext node) throws Exception {
        var port = node.getEnvironment().getProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"pickup":{"lat":1,"lng":-112},"dropoff":{"lat":1,"lng":-112}}
                                        """));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
