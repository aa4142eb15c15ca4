package dev.beckon.dispatch.edge;

import static dev.beckon.dispatch.River.Bank.NORTH;
import static dev.beckon.dispatch.River.Bank.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.River;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.json.Json;
import dev.beckon.routing.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Quotes over HTTP, beside a river with one bridge; each test has a stretch to itself. */
class QuotesHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    @TempDir static Path folder;

    private static Scene scene;
    private static String url;

    @BeforeAll
    static void open() throws IOException {
        scene =
                Scene.open(
                        OrdersHttpTest.Application.class,
                        "quotes-test",
                        "beckon.identity.jwks-uri=" + ISSUER.jwksUri(),
                        "beckon.routing.map=" + River.write(folder),
                        "beckon.routing.cache=" + folder.resolve("maps"));
        url =
                "http://127.0.0.1:"
                        + scene.bean(Environment.class).getProperty("local.server.port")
                        + "/quotes";
    }

    @AfterAll
    static void close() {
        River.goHome(scene.database().dsl());
        scene.close();
    }

    private static HttpResponse<String> ask(ActorRole role, String body) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Bearer " + ISSUER.token(UUID.randomUUID(), role))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode quote(LatLng pickup, LatLng dropoff, String more) {
        var got = ask(ActorRole.CUSTOMER, body(pickup, dropoff, more));
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return Json.topics().readTree(got.body());
    }

    private static String body(LatLng pickup, LatLng dropoff, String more) {
        return "{\"pickup\":%s,\"dropoff\":%s%s}".formatted(spot(pickup), spot(dropoff), more);
    }

    private static String spot(LatLng point) {
        return "{\"lat\":%s,\"lng\":%s}".formatted(point.lat(), point.lng());
    }

    private static void assertIs(JsonNode coordinates, LatLng point) {
        assertThat(coordinates.get(0).asDouble()).isEqualTo(point.lng());
        assertThat(coordinates.get(1).asDouble()).isEqualTo(point.lat());
    }

    @Test
    void aQuoteFollowsTheRoad() {
        var pickup = River.at(SOUTH, 25);
        var dropoff = River.at(NORTH, 25);
        var quote = quote(pickup, dropoff, "");

        // Ten steps to the bridge, across, and back on the other side.
        assertThat(quote.path("distanceM").asInt()).isCloseTo(2_620, within(30));
        assertThat(quote.path("durationS").asInt())
                .isEqualTo((int) Math.round(scene.bean(Routes.class).etaS(pickup, dropoff)));
        var route = quote.path("route");
        assertThat(route.path("type").asString()).isEqualTo("LineString");
        var line = route.path("coordinates");
        assertThat(line.size()).isGreaterThan(3);
        assertIs(line.get(0), pickup);
        assertIs(line.get(line.size() - 1), dropoff);
    }

    @Test
    void theWaitIsThatForTheNextByRoadWhoTakesTheKind() {
        var pickup = River.at(SOUTH, 5);
        scene.driver(River.at(NORTH, 5).lat(), River.at(NORTH, 5).lng());
        var next = River.at(SOUTH, 12);
        scene.driver(next.lat(), next.lng());
        var rides = River.at(SOUTH, 6);
        var rider = new DriverId(UUID.randomUUID());
        scene.online(rider, Set.of(Kind.RIDE));
        scene.seen(rider, rides.lat(), rides.lng(), Scene.now());
        scene.awaitIndexed(rider);

        var routes = scene.bean(Routes.class);
        for (var more : List.of("", ",\"kind\":null", ",\"kind\":\"DELIVERY\"")) {
            assertThat(quote(pickup, pickup, more).path("etaS").asInt())
                    .isEqualTo((int) Math.round(routes.etaS(Cells.middle(next), pickup)));
        }
        assertThat(quote(pickup, pickup, ",\"kind\":\"RIDE\"").path("etaS").asInt())
                .isEqualTo((int) Math.round(routes.etaS(Cells.middle(rides), pickup)));
    }

    @Test
    void offTheMapItIsAStraightLineAndNobodyIsNear() {
        var pickup = new LatLng(-30, -60);
        var dropoff = new LatLng(-30, -60.01);
        var quote = quote(pickup, dropoff, "");

        assertThat(quote.has("etaS")).isFalse();
        assertThat(quote.path("distanceM").asInt()).isPositive();
        var line = quote.path("route").path("coordinates");
        assertThat(line.size()).isEqualTo(2);
        assertIs(line.get(0), pickup);
        assertIs(line.get(1), dropoff);
    }

    @Test
    void theMapIsWhatIsServedWhereNothingElseIsSet() throws Exception {
        var got =
                CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url).resolve("/service-area"))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + ISSUER.token(UUID.randomUUID(), ActorRole.DRIVER))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        var area = Json.topics().readTree(got.body());
        var box = Json.topics().treeToValue(area.path("bbox"), Box.class);
        for (int step = 0; step < 3; step++) {
            var point = River.at(SOUTH, step);
            assertThat(box.contains(point.lat(), point.lng())).isTrue();
        }
        var middle = area.path("middle");
        assertThat(box.contains(middle.path("lat").asDouble(), middle.path("lng").asDouble()))
                .isTrue();
    }

    @Test
    void aQuoteIsForEverybodyWhoIsSignedIn() throws Exception {
        var body = body(River.at(SOUTH, 0), River.at(SOUTH, 1), "");
        assertThat(ask(ActorRole.DRIVER, body).statusCode()).isEqualTo(200);
        assertThat(ask(ActorRole.ADMIN, body).statusCode()).isEqualTo(200);
        var nobody =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        assertThat(CLIENT.send(nobody, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pickup':{'lat':90.0001,'lng':0},'dropoff':{'lat':1,'lng':1}} | pickup.lat",
                "{'pickup':{'lat':1,'lng':0},'dropoff':{'lat':1,'lng':-181}} | dropoff.lng",
                "{'pickup':{'lat':'1','lng':0},'dropoff':{'lat':1,'lng':1}} | pickup.lat",
                "{'pickup':{'lat':1,'lng':0}} | dropoff",
                "{'pickup':{'lat':1,'lng':0},'dropoff':{'lat':1,'lng':1},'kind':'FLIGHT'} | kind",
                "{'pickup':{'lat':1,'lng':0},'dropoff':{'lat':1,'lng':1},'note':'x'} | note"
            })
    void aBadBodyIsAnsweredByNamingItsField(String body, String field) {
        var got = ask(ActorRole.CUSTOMER, body.replace('\'', '"'));
        assertThat(got.statusCode()).as(got.body()).isEqualTo(400);
        assertThat(Json.topics().readTree(got.body()).path("field").asString()).isEqualTo(field);
    }

    @Test
    void withoutTheDriverIndexThereIsNoQuoteForNow() {
        var dsl = scene.database().dsl();
        HttpResponse<String> got;
        dsl.execute("ALTER TABLE drivers RENAME TO drivers_away");
        try {
            got = ask(ActorRole.CUSTOMER, body(River.at(SOUTH, 0), River.at(SOUTH, 1), ""));
        } finally {
            dsl.execute("ALTER TABLE drivers_away RENAME TO drivers");
        }
        assertThat(got.statusCode()).isEqualTo(503);
        assertThat(got.headers().firstValue("Retry-After")).isPresent();
    }
}
