package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.city.CityMap;
import dev.beckon.devservices.DevServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Places of the made-up city, as clients ask for them. */
class PlacesTest {

    private static final int LIMIT = 50;

    @TempDir static Path folder;

    private static int port;

    private static ConfigurableApplicationContext application;
    private static Person customer;

    @BeforeAll
    static void start() throws IOException {
        var services = DevServices.forTests();
        var map = CityMap.synthetic(1, folder);
        application =
                new SpringApplicationBuilder(App.class)
                        .run(
                                "--roles=identity,web",
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                                "--spring.datasource.url=" + services.jdbcUrl(),
                                "--spring.datasource.username=" + services.jdbcUser(),
                                "--spring.datasource.password=" + services.jdbcPassword(),
                                "--spring.data.redis.url=" + services.redisUri(),
                                "--beckon.identity.argon2.memory-kib=64",
                                "--beckon.identity.argon2.iterations=1",
                                "--beckon.routing.map=" + map.file(),
                                "--beckon.routing.cache=" + map.cache(),
                                "--beckon.limits.places=%d/1h".formatted(LIMIT));
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        customer = new Person(port, "CUSTOMER", "Ada");
    }

    @AfterAll
    static void stop() {
        customer.close();
        application.close();
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("places").valueStream().map(p -> p.path("name").asString()).toList();
    }

    @Test
    void aStreetIsFoundByWhatWasTypedOfIt() {
        var found = customer.get("/places?q=stre&limit=20").body();
        assertThat(names(found)).hasSize(20).allMatch(name -> name.endsWith(" Street"));
        var far = found.path("places").get(19);
        var name = far.path("name").asString();
        var again = customer.get("/places?limit=1&q=" + name.replace(" ", "%20")).body();
        assertThat(again.path("places").get(0)).isEqualTo(far);
    }

    @Test
    void theNearestOfThoseThatMatchAlikeComesFirst() {
        var any = customer.get("/places?q=lane&limit=20").body().path("places").get(19);
        var near =
                customer.get(
                                "/places?q=lane&limit=3&lat=%s&lng=%s"
                                        .formatted(any.path("lat"), any.path("lng")))
                        .body();
        assertThat(near.path("places").get(0)).isEqualTo(any);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    q=             | q
                    q=%20          | q
                    q=a%00b        | q
                    limit=3        | q
                    q=a&lat=1      | lng
                    q=a&lng=1      | lat
                    q=a&lat=91&lng=1 | lat
                    q=a&lat=1&lng=x | lng
                    q=a&limit=0    | limit
                    q=a&limit=21   | limit
                    """)
    void badInputNamesItsField(String query, String field) {
        var answer = customer.get("/places?" + query);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.body().path("field").asString("")).isEqualTo(field);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() {
        try (var hasty = new Person(port, "CUSTOMER", "Bob")) {
            for (int i = 0; i < LIMIT; i++) {
                assertThat(hasty.get("/places?q=a").status()).isEqualTo(200);
            }
            var answer = hasty.get("/places?q=a");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.body().path("detail").asString()).contains("places");
            assertThat(hasty.get("/places?q=").status()).isEqualTo(400);
        }
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(customer.get("/places?q=" + "a".repeat(101)).status()).isEqualTo(400);
        assertThat(customer.get("/places?q=" + "a".repeat(100)).status()).isEqualTo(200);
    }
}
