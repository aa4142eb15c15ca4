package dev.beckon.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverFact.ShiftRequested;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Shifts, profiles and positions, over HTTP and over the topics. */
class DriversTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<DriverShift> SHIFTS = new CopyOnWriteArrayList<>();
    private static final List<DriverSignal> SIGNALS = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext application;
    private static TailKafka<DriverShift> shifts;
    private static TailKafka<DriverSignal> signals;

    @BeforeAll
    static void start() {
        application = DriversApplication.start();
        var topics = application.getBean(KafkaModule.Topics.class);
        shifts =
                topics.tail(
                        "test",
                        Topics.DRIVER_SHIFTS,
                        TailKafka.From.BEGINNING,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.stream().map(Received::value).forEach(SHIFTS::add));
        signals =
                topics.tail(
                        "test",
                        Topics.DRIVER_LOCATIONS,
                        TailKafka.From.BEGINNING,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.stream().map(Received::value).forEach(SIGNALS::add));
        shifts.start();
        signals.start();
    }

    @AfterAll
    static void stop() {
        shifts.stop();
        signals.stop();
        application.close();
    }

    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final String token = DriversApplication.token(driver.value(), "DRIVER");

    private record Answer(int status, String retryAfter, JsonNode body) {}

    private Answer call(String method, String path, String body) {
        return call(application, token, method, path, body);
    }

    /** Again where a crowded machine had no time for it, as one is told to. */
    private static Answer call(
            ConfigurableApplicationContext to,
            String token,
            String method,
            String path,
            String body) {
        return await().atMost(SOON)
                .until(
                        () -> callOnce(to, token, method, path, body),
                        answer -> answer.status() != 503);
    }

    private static Answer callOnce(
            ConfigurableApplicationContext to,
            String token,
            String method,
            String path,
            String body) {
        var port = to.getEnvironment().getRequiredProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").orElse(""),
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

    private static String shift(ShiftState state) {
        return "{\"state\":\"" + state + "\"}";
    }

    private List<DriverShift> told() {
        return SHIFTS.stream().filter(shift -> shift.driverId().equals(driver)).toList();
    }

    private DriverShift awaitTold(FactId fact) {
        await().atMost(SOON)
                .until(() -> told().stream().anyMatch(shift -> shift.facts().contains(fact)));
        return told().getLast();
    }

    private ShiftRequested request(ShiftState state) {
        return new ShiftRequested(
                new FactId(UUID.randomUUID()),
                driver,
                Instant.now(),
                Actor.of(driver),
                "ref",
                state,
                "Ada");
    }

    private static void send(ShiftRequested request) {
        application.getBean(WriterKafka.class).send(Topics.DRIVER_INTAKE, request).join();
    }

    @Test
    void aNewcomerIsOfflineAndHasTheAccountsName() {
        var me = call("GET", "/drivers/me", "");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"name\":\"Ada\",\"vehicle\":null,\"plate\":null,\"kinds\":[],\"state\":\"OFFLINE\"}"
                                .formatted(driver));
    }

    @Test
    void aShiftIsToldAsSoonAsItIsAnswered() {
        assertThat(call("PUT", "/drivers/me/shift", shift(ShiftState.ONLINE)).status())
                .isEqualTo(200);
        assertThat(call("PUT", "/drivers/me/shift", shift(ShiftState.ONLINE)).status())
                .isEqualTo(200);
        var profile =
                """
                {"name":" Ada L. ","vehicle":"blue bicycle","plate":"","kinds":["TASK","RIDE"]}
                """;
        assertThat(call("PUT", "/drivers/me", profile).status()).isEqualTo(200);
        assertThat(call("PUT", "/drivers/me/shift", shift(ShiftState.OFFLINE)).status())
                .isEqualTo(200);

        await().atMost(SOON).until(() -> told().size() >= 3);
        assertThat(told()).extracting(DriverShift::version).containsExactly(1L, 2L, 3L);
        assertThat(told())
                .extracting(DriverShift::state)
                .containsExactly(ShiftState.ONLINE, ShiftState.ONLINE, ShiftState.OFFLINE);
        assertThat(told().getLast().profile())
                .isEqualTo(
                        new DriverProfile(
                                "Ada L.", "blue bicycle", null, Set.of(Kind.TASK, Kind.RIDE)));
        assertThat(call("GET", "/drivers/me", "").body().path("vehicle").asString())
                .isEqualTo("blue bicycle");
    }

    @Test
    void aFactFromTheTopicIsFoldedOnceAndToldAsOftenAsItComes() {
        var online = request(ShiftState.ONLINE);
        send(online);
        assertThat(awaitTold(online.id()).state()).isEqualTo(ShiftState.ONLINE);
        var offline = request(ShiftState.OFFLINE);
        send(offline);
        assertThat(awaitTold(offline.id()).state()).isEqualTo(ShiftState.OFFLINE);

        int before = told().size();
        send(online);
        await().atMost(SOON)
                .until(
                        () ->
                                told().stream()
                                        .skip(before)
                                        .anyMatch(shift -> shift.facts().contains(online.id())));
        // Kafka may bring a fact more often than it is sent: each time it is told, and nothing
        // else.
        assertThat(told())
                .extracting(DriverShift::version)
                .startsWith(1L)
                .isSorted()
                .doesNotHaveDuplicates();
        // From ONLINE to OFFLINE, once.
        assertThat(told())
                .extracting(DriverShift::state)
                .startsWith(ShiftState.ONLINE)
                .endsWith(ShiftState.OFFLINE)
                .isSorted();
    }

    @Test
    void aRequestForThePresentStateIsToldToo() {
        var first = request(ShiftState.ONLINE);
        var second = request(ShiftState.ONLINE);
        send(first);
        awaitTold(first.id());
        send(second);
        assertThat(awaitTold(second.id()).state()).isEqualTo(ShiftState.ONLINE);
    }

    @Test
    void whatACrashLeftUnpublishedIsPublished() {
        var fact = new FactId(UUID.randomUUID());
        var now = Instant.now();
        application
                .getBean("driversDatabase", Database.class)
                .dsl()
                .transaction(
                        tx -> {
                            var newcomer = Driver.newcomer(driver, "Ada", now);
                            DriversTable.lock(tx.dsl(), List.of(newcomer));
                            DriversTable.update(
                                    tx.dsl(), List.of(newcomer.with(ShiftState.ONLINE, now)));
                            DriversTable.putFolded(
                                    tx.dsl(),
                                    List.of(new DriversTable.Folded(fact, driver, 1)),
                                    now);
                        });
        var shift = awaitTold(fact);
        assertThat(shift.state()).isEqualTo(ShiftState.ONLINE);
        assertThat(shift.version()).isEqualTo(1);
    }

    @Test
    void withoutKafkaNothingIsAnsweredAsDoneAndNothingIsLost() {
        call("PUT", "/drivers/me/shift", shift(ShiftState.OFFLINE));
        var kafka = DevServices.forTests().kafka();
        kafka.pause();
        try {
            var online = shift(ShiftState.ONLINE);
            var answer = callOnce(application, token, "PUT", "/drivers/me/shift", online);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).isNotEmpty();
            assertThat(told()).noneMatch(shift -> shift.state() == ShiftState.ONLINE);
        } finally {
            kafka.resume();
        }
        await().atMost(SOON).until(() -> told().getLast().state() == ShiftState.ONLINE);
        assertThat(call("PUT", "/drivers/me/shift", shift(ShiftState.ONLINE)).status())
                .isEqualTo(200);
    }

    @Test
    void versionsGoOutInOrderWhoeverSendsThem() {
        try (var another = DriversApplication.start()) {
            var changes =
                    IntStream.range(0, 40)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            rename(
                                                                    i % 2 == 0
                                                                            ? application
                                                                            : another,
                                                                    "Ada " + i)))
                            .toList();
            assertThat(changes).allSatisfy(it -> assertThat(it.join().status()).isEqualTo(200));
        }
        await().atMost(SOON).until(() -> told().getLast().version() >= 40);
        assertThat(told()).extracting(DriverShift::version).isSorted().doesNotHaveDuplicates();
    }

    private Answer rename(ConfigurableApplicationContext to, String name) {
        return call(to, token, "PUT", "/drivers/me", "{\"name\":\"%s\"}".formatted(name));
    }

    @Test
    void aPositionOverHttpIsNoSignOfLife() {
        var at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        var body =
                "{\"lat\":52.5,\"lng\":13.4,\"accuracy\":5,\"heading\":90.5,\"at\":\"%s\"}"
                        .formatted(at);
        assertThat(call("PATCH", "/drivers/location", body).status()).isEqualTo(202);
        var located = new DriverLocated(driver, at, 52.5, 13.4, 5.0, 90.5, null, false);
        await().atMost(SOON).until(() -> SIGNALS.contains(located));
    }

    private Answer locate(ConfigurableApplicationContext to, double lat, Instant at) {
        return call(
                to,
                token,
                "PATCH",
                "/drivers/location",
                "{\"lat\":%s,\"lng\":1,\"at\":\"%s\"}".formatted(lat, at));
    }

    private List<Double> latitudes() {
        return SIGNALS.stream()
                .filter(signal -> signal.driverId().equals(driver))
                .map(signal -> ((DriverLocated) signal).lat())
                .toList();
    }

    /** The leap itself is dropped; who stays there is there. */
    @Test
    void whatIsOldOrALeapIsDropped() {
        var start = Instant.now().minusSeconds(60);
        assertThat(locate(application, 10, start).status()).isEqualTo(202);
        assertThat(locate(application, 11, start.minusSeconds(1)).status()).isEqualTo(202);
        assertThat(locate(application, 19, start.plusSeconds(1)).status()).isEqualTo(202);
        assertThat(locate(application, 19.001, start.plusSeconds(2)).status()).isEqualTo(202);
        await().atMost(SOON).until(() -> latitudes().contains(19.001));
        assertThat(latitudes()).containsExactly(10.0, 19.001);
        try (var fast =
                DriversApplication.start("beckon.time-scale=20", "beckon.development=true")) {
            assertThat(locate(fast, 20, start.plusSeconds(10)).status()).isEqualTo(202);
            assertThat(locate(fast, 20.2, start.plusSeconds(20)).status()).isEqualTo(202);
        }
        await().atMost(SOON).until(() -> latitudes().contains(20.2));
    }

    @Test
    void whoTellsTooOftenIsToldSo() {
        try (var strict = DriversApplication.start("beckon.limits.positions=2/1h")) {
            var now = Instant.now().minusSeconds(9);
            assertThat(locate(strict, 1, now).status()).isEqualTo(202);
            assertThat(locate(strict, 1, now.plusSeconds(1)).status()).isEqualTo(202);
            var third = locate(strict, 1, now.plusSeconds(2));
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.body().path("limit").asString()).isEqualTo("positions");
            assertThat(Integer.parseInt(third.retryAfter())).isBetween(1_700, 1_800);
        }
    }

    @Test
    void onlyDriversMayCall() {
        var customer = DriversApplication.token(UUID.randomUUID(), "CUSTOMER");
        for (var operation :
                List.of(
                        List.of("GET", "/drivers/me", ""),
                        List.of("PUT", "/drivers/me", "{\"name\":\"Ada\"}"),
                        List.of("PUT", "/drivers/me/shift", shift(ShiftState.ONLINE)),
                        List.of("PATCH", "/drivers/location", "{\"lat\":1,\"lng\":1}"))) {
            var method = operation.get(0);
            var path = operation.get(1);
            var body = operation.get(2);
            assertThat(call(application, customer, method, path, body).status()).isEqualTo(403);
            assertThat(call(application, "nonsense", method, path, body).status()).isEqualTo(401);
        }
    }
}
