package dev.beckon.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.redis.RedisCircuit;
import dev.beckon.routing.Earth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.RedisClient;

/** Who is near, all over the earth, and with a Redis that comes and goes. */
class NearbyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CUSTOMER = DriversApplication.token(UUID.randomUUID(), "CUSTOMER");

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = DriversApplication.start();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<String> get(String token, String query) throws Exception {
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/drivers/nearby?" + query))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks again where a crowded machine's Redis had not answered in time, as one is told to. */
    private static HttpResponse<String> getAtLast(String token, String query) {
        return await().atMost(SOON)
                .until(() -> get(token, query), answer -> answer.statusCode() != 503);
    }

    private static List<LatLng> near(double lat, double lng, String more) {
        var answer = getAtLast(CUSTOMER, "lat=%s&lng=%s%s".formatted(lat, lng, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var drivers = Json.topics().readTree(answer.body()).path("drivers");
        return drivers.valueStream()
                .map(
                        one -> {
                            assertThat(one.propertyNames()).containsExactlyInAnyOrder("lat", "lng");
                            return new LatLng(
                                    one.path("lat").doubleValue(), one.path("lng").doubleValue());
                        })
                .toList();
    }

    private static List<LatLng> near(double lat, double lng) {
        return near(lat, lng, "");
    }

    private static void awaitNear(double lat, double lng, int count) {
        await().atMost(SOON).until(() -> near(lat, lng).size() == count);
    }

    private static void shift(DriverId driver, long version, ShiftState state) {
        application
                .getBean(WriterKafka.class)
                .send(
                        Topics.DRIVER_SHIFTS,
                        new DriverShift(
                                driver,
                                version,
                                Instant.now(),
                                state,
                                new DriverProfile("Ada", null, null, Set.of()),
                                List.of()))
                .join();
    }

    private static DriverId onShift() {
        var driver = new DriverId(UUID.randomUUID());
        shift(driver, 1, ShiftState.ONLINE);
        return driver;
    }

    private static void tell(DriverSignal signal) {
        application.getBean(WriterKafka.class).send(Topics.DRIVER_LOCATIONS, signal).join();
    }

    private static DriverLocated at(DriverId driver, double lat, double lng, int agoS) {
        var at = Instant.now().minusSeconds(agoS);
        return new DriverLocated(driver, at, lat, lng, null, null, null, true);
    }

    private static DriverId there(double lat, double lng) {
        var driver = onShift();
        tell(at(driver, lat, lng, 0));
        return driver;
    }

    @Test
    void whoIsOnShiftAndThereIsShownRoughly() {
        var here = new LatLng(10, 20);
        var driver = there(here.lat(), here.lng());
        tell(at(new DriverId(UUID.randomUUID()), 10, 20, 0));
        tell(at(onShift(), 10, 20, 61));
        var mute = onShift();
        tell(new DriverLocated(mute, Instant.now(), 10, 20, null, null, null, false));
        awaitNear(10, 20, 1);
        var cell = near(10, 20).getFirst();
        assertThat(cell).isNotEqualTo(here);
        assertThat(Earth.distanceM(here, cell)).isLessThan(160);
        // Wherever one asks from, it is the cell that is measured.
        double away = Earth.distanceM(new LatLng(10, 20.01), cell);
        assertThat(near(10, 20.01, "&radius=" + (int) Math.ceil(away))).containsExactly(cell);
        assertThat(near(10, 20.01, "&radius=" + (int) Math.floor(away))).isEmpty();

        tell(at(driver, 10.01, 20, 0));
        await().atMost(SOON).until(() -> !near(10, 20).equals(List.of(cell)));
        assertThat(near(10, 20)).hasSize(1);
        shift(driver, 2, ShiftState.OFFLINE);
        awaitNear(10, 20, 0);
        shift(driver, 1, ShiftState.ONLINE);
        tell(at(driver, 10, 20, 0));
        await().during(Duration.ofMillis(500)).until(() -> near(10, 20).isEmpty());
    }

    @Test
    void whoHasGoneIsNotShown() {
        var driver = there(11, 20);
        awaitNear(11, 20, 1);
        tell(new DriverGone(driver, Instant.now()));
        awaitNear(11, 20, 0);
        tell(at(driver, 11, 20, 0));
        awaitNear(11, 20, 1);
    }

    @Test
    void thoseInFrontWhoAreNotThereHideNobody() {
        for (int i = 0; i < 150; i++) {
            tell(at(new DriverId(UUID.randomUUID()), 12, 20, 0));
            tell(at(onShift(), 12, 20, 65));
        }
        there(12, 20.012);
        await().atMost(SOON).until(() -> near(12, 20.012, "&radius=300").size() == 1);
        assertThat(near(12, 20, "&limit=1")).as("asked for the first time").hasSize(1);
        for (int i = 0; i < 10; i++) {
            there(12, 20);
        }
        awaitNear(12, 20, 11);
        assertThat(near(12, 20, "&limit=3")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0,       179.999,  0,       -179.999",
        "0,       -179.999, 0,       179.999",
        "-16.8,   180,      -16.8,   -179.99",
        "-16.8,   -180,     -16.8,   179.99",
        "70,      179.99,   70,      -179.99",
        "84.99,   -179.99,  84.99,   179.95",
        "86,      25,       86,      25.1",
        "85.045,  25,       85.055,  25",
        "85.055,  27,       85.045,  27",
        "-86,     -179.99,  -86,     179.99",
        "89.999,  0,        89.999,  180",
        "90,      0,        89.995,  77",
        "-90,     0,        -89.995, -77",
        "60,      10,       60,      10.02",
    })
    void thoseAcrossTheEdgesOfTheMapAreFoundWhereTheyAre(
            double lat, double lng, double driverLat, double driverLng) {
        var driver = there(driverLat, driverLng);
        awaitNear(lat, lng, 1);
        var cell = near(lat, lng).getFirst();
        var where = new LatLng(driverLat, driverLng);
        assertThat(Earth.distanceM(where, cell)).isLessThan(160);
        double away = Earth.distanceM(new LatLng(lat, lng), cell);
        if (away > 100) {
            assertThat(near(lat, lng, "&radius=" + (int) Math.ceil(away))).hasSize(1);
            assertThat(near(lat, lng, "&radius=" + Math.max(100, (int) away - 1))).isEmpty();
        }
        var far = Earth.towards(new LatLng(lat, lng), 33, 10_000);
        assertThat(near(far.lat(), far.lng(), "&radius=5000")).isEmpty();
        shift(driver, 2, ShiftState.OFFLINE);
        awaitNear(lat, lng, 0);
    }

    @Test
    void wipedItFillsAgainAndWithoutRedisItSaysSo() throws Exception {
        var driver = there(13, 20);
        awaitNear(13, 20, 1);
        application.getBean(RedisCircuit.class).ask(RedisClient::flushAll);
        assertThat(near(13, 20)).isEmpty();
        awaitNearAgain(driver);

        var redis = DevServices.forTests().redis();
        redis.kill();
        try {
            tell(at(driver, 13, 20, 0));
            for (int i = 0; i < 5; i++) {
                var answer = get(CUSTOMER, "lat=13&lng=20");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        } finally {
            redis.restart();
        }
        await().atMost(SOON).until(() -> get(CUSTOMER, "lat=13&lng=20").statusCode() == 200);
        awaitNearAgain(driver);
    }

    /** As often as drivers do tell it: who stays where they are is put on the map now and then. */
    private static void awaitNearAgain(DriverId driver) {
        await().atMost(SOON)
                .until(
                        () -> {
                            tell(at(driver, 13, 20, 0));
                            return near(13, 20).size() == 1;
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "lat, lng=1",
        "lng, lat=1",
        "lat, lat=x&lng=1",
        "lat, lat=90.0001&lng=1",
        "lat, lat=NaN&lng=1",
        "lng, lat=1&lng=-180.0001",
        "lng, lat=1&lng=Infinity",
        "radius, lat=1&lng=1&radius=99",
        "radius, lat=1&lng=1&radius=5001",
        "radius, lat=1&lng=1&radius=far",
        "limit, lat=1&lng=1&limit=0",
        "limit, lat=1&lng=1&limit=101",
        "limit, lat=1&lng=1&limit=1.5",
    })
    void badInputIsNamed(String field, String query) throws Exception {
        var answer = get(CUSTOMER, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var problem = Json.topics().readTree(answer.body());
        assertThat(problem.path("field").asString("")).as(answer.body()).isEqualTo(field);
        assertThat(problem.path("detail").asString("")).startsWith(field);
    }

    @Test
    void driversAreNotToldOfEachOther() throws Exception {
        var query = "lat=1&lng=1";
        assertThat(get("nonsense", query).statusCode()).isEqualTo(401);
        var driver = DriversApplication.token(UUID.randomUUID(), "DRIVER");
        assertThat(get(driver, query).statusCode()).isEqualTo(403);
        var admin = DriversApplication.token(UUID.randomUUID(), "ADMIN");
        assertThat(getAtLast(admin, query).statusCode()).isEqualTo(200);
    }
}
