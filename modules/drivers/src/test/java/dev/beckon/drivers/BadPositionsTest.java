package dev.beckon.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverFact.ShiftRequested;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Bad input at the doors of drivers: positions, shifts and profiles over HTTP, facts on the topic.
 * A row is what may come: it is refused by name or put aside, nothing is told of it, and the next
 * one is taken.
 */
class BadPositionsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<DriverSignal> SIGNALS = new CopyOnWriteArrayList<>();
    private static final List<DriverShift> SHIFTS = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext application;
    private static TailKafka<DriverSignal> signals;
    private static TailKafka<DriverShift> shifts;

    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final String token = DriversApplication.token(driver.value(), "DRIVER");

    @BeforeAll
    static void start() {
        application = DriversApplication.start();
        var topics = application.getBean(KafkaModule.Topics.class);
        signals =
                topics.tail(
                        "test",
                        Topics.DRIVER_LOCATIONS,
                        TailKafka.From.END,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.stream().map(Received::value).forEach(SIGNALS::add));
        shifts =
                topics.tail(
                        "test",
                        Topics.DRIVER_SHIFTS,
                        TailKafka.From.END,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.stream().map(Received::value).forEach(SHIFTS::add));
        signals.start();
        shifts.start();
        await().atMost(SOON).until(() -> signals.caughtUp() && shifts.caughtUp());
    }

    @AfterAll
    static void stop() {
        signals.stop();
        shifts.stop();
        application.close();
    }

    private HttpResponse<String> call(String method, String path, String body) {
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(
            HttpResponse<String> got, int status, String field, String says) {
        assertThat(got.statusCode()).as(got.body()).isEqualTo(status);
        assertThat(got.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = Json.topics().readTree(got.body());
        assertThat(problem.path("field").asString("-")).as(got.body()).isEqualTo(field);
        assertThat(problem.path("detail").asString())
                .contains(says)
                .hasSizeLessThan(300)
                .doesNotContain("dev.beckon", "java.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'lng':2}                          | 400 | lat      | is missing
                    {'lat':1}                          | 400 | lng      | is missing
                    {'lat':NaN,'lng':2}                | 400 | lat      | not JSON
                    {'lat':-Infinity,'lng':2}          | 400 | lat      | not JSON
                    {'lat':'NaN','lng':2}              | 400 | lat      | must be a number
                    {'lat':'Infinity','lng':2}         | 400 | lat      | must be a number
                    {'lat':1e999,'lng':2}              | 400 | lat      | must be a finite number
                    {'lat':1,'lng':-1e999}             | 400 | lng      | must be a finite number
                    {'lat':90.0001,'lng':2}            | 400 | lat      | must be -90 to 90 degrees
                    {'lat':-90.0001,'lng':2}           | 400 | lat      | must be -90 to 90 degrees
                    {'lat':1,'lng':180.0001}           | 400 | lng      | must be -180 to 180 degrees
                    {'lat':1,'lng':-180.0001}          | 400 | lng      | must be -180 to 180 degrees
                    {'lat':-122.4,'lng':37.8}          | 400 | lat      | must be -90 to 90 degrees
                    {'lat':null,'lng':2}               | 400 | lat      | must not be null
                    {'lat':'1','lng':2}                | 400 | lat      | must be a number
                    {'lat':[1],'lng':2}                | 400 | lat      | must be a number
                    {'lat':1,'lat':1,'lng':2}          | 400 | lat      | is there twice
                    {'lat':1,'lng':2,'accuracy':-1}    | 400 | accuracy | must be 0 to 100000 metres
                    {'lat':1,'lng':2,'accuracy':'NaN'} | 400 | accuracy | must be a number
                    {'lat':1,'lng':2,'speed':1e999}    | 400 | speed    | must be a finite number
                    {'lat':1,'lng':2,'speed':-1}       | 400 | speed    | must be 0 to 1000 metres a second
                    {'lat':1,'lng':2,'heading':361}    | 400 | heading  | must be 0 to 360 degrees
                    {'lat':1,'lng':2,'at':12}          | 400 | at       | must be a time such as
                    {'lat':1,'lng':2,'at':'yesterday'} | 400 | at       | must be a time such as
                    {'lat':1,'lng':2,'at':'9999-01-01T00:00:00Z'} | 422 | at | must not be in the future
                    {'lat':1,'lng':2,'at':'+1000000000-12-31T23:59:59Z'} | 422 | at | must not be in the future
                    {'lat':1,'lng':2,'at':'-1000000000-01-01T00:00:00Z'} | 422 | at | must not be older
                    {'lat':1,'lng':2,'driverId':'x'}   | 400 | driverId | unknown field
                    {'lat':1,'lng':2,'live':true}      | 400 | live     | unknown field
                    {'lat':1,'lng':2                   | 400 | lng      | not JSON
                    {'lat':1,'lng':2}{}                | 400 | -        | nothing must come after
                    [1,2]                              | 400 | -        | must be an object
                    ``                                 | 400 | -        | a JSON body is needed
                    """)
    void aPositionThatIsNone(String body, int status, String field, String says) {
        assertRefused(call("PATCH", "/drivers/location", body), status, field, says);
        assertThat(call("PATCH", "/drivers/location", "{'lat':-0.0,'lng':1e-400}").statusCode())
                .isEqualTo(202);
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> !mine().isEmpty());
        assertThat(mine()).singleElement().extracting(DriverLocated::lng).isEqualTo(0.0);
    }

    private List<DriverLocated> mine() {
        return SIGNALS.stream()
                .filter(signal -> signal.driverId().equals(driver))
                .map(DriverLocated.class::cast)
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /drivers/me/shift | {'state':'BUSY'}              | state   | must be one of ONLINE, OFFLINE
                    /drivers/me/shift | {'state':'online'}            | state   | must be one of ONLINE, OFFLINE
                    /drivers/me/shift | {'state':0}                   | state   | must be one of ONLINE, OFFLINE
                    /drivers/me/shift | {'state':null}                | state   | must not be null
                    /drivers/me/shift | {}                            | state   | is missing
                    /drivers/me       | {'name':''}                   | name    | must have 1 to 100 characters
                    /drivers/me       | {'name':'  '}                 | name    | must have 1 to 100 characters
                    /drivers/me       | {'name':'LONG'}               | name    | must have 1 to 100 characters
                    /drivers/me       | {'name':7}                    | name    | must be a string
                    /drivers/me       | {'name':'a\\nb'}              | name    | must not contain control characters
                    /drivers/me       | {'name':'a\\u0000'}           | name    | must not contain control characters
                    /drivers/me       | {'name':'a\\udfff'}           | name    | half of a surrogate pair
                    /drivers/me       | {'name':'A','vehicle':'LONG'} | vehicle | must have 1 to 100 characters
                    /drivers/me       | {'name':'A','plate':'ABCDEFGHIJKLMNOPQRSTU'} | plate | must have 1 to 20 characters
                    /drivers/me       | {'name':'A','kinds':['FLY']}  | kinds.[0] | must be one of DELIVERY, RIDE, TASK
                    /drivers/me       | {'name':'A','kinds':[1]}      | kinds.[0] | must be one of DELIVERY, RIDE, TASK
                    /drivers/me       | {'name':'A','kinds':[null]}   | kinds.[0] | must not be null
                    /drivers/me       | {'name':'A','kinds':'RIDE'}   | kinds   | must be an array
                    /drivers/me       | {'name':'A','role':'ADMIN'}   | role    | unknown field
                    """)
    void aProfileOrAShiftThatIsNone(String path, String body, String field, String says) {
        assertRefused(call("PUT", path, body.replace("LONG", "é".repeat(101))), 400, field, says);
        var good = "{'name':'%s','kinds':['RIDE','RIDE']}".formatted("é".repeat(100));
        assertThat(call("PUT", "/drivers/me", good).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> SHIFTS.stream().anyMatch(shift -> shift.driverId().equals(driver)));
        assertThat(SHIFTS.stream().filter(shift -> shift.driverId().equals(driver)))
                .extracting(DriverShift::version)
                .containsExactly(1L);
    }

    /** What the dead letters have to say of a record that nobody can read. */
    private record Bad(@Nullable String key, byte @Nullable [] bytes, String says) {}

    @Test
    void aFactThatIsNone() throws Exception {
        var good =
                new ShiftRequested(
                        new FactId(UUID.randomUUID()),
                        driver,
                        Instant.now(),
                        Actor.of(driver),
                        "ref",
                        ShiftState.ONLINE,
                        "Ada");
        var id = driver.toString();
        var bytes = WriterKafka.encode(good);
        var text = new String(bytes, StandardCharsets.UTF_8);
        var rows =
                List.of(
                        new Bad(id, null, "has no value"),
                        new Bad(null, bytes, "has no key"),
                        new Bad("driver 7", bytes, "not a UUID"),
                        new Bad(UUID.randomUUID().toString(), bytes, "not the value's"),
                        new Bad(id, utf8("hello"), "not JSON"),
                        new Bad(id, Arrays.copyOf(bytes, bytes.length / 2), ""),
                        new Bad(id, utf8(text.replace("\"ONLINE\"", "\"BUSY\"")), "one of ONLINE"),
                        new Bad(id, utf8(text.replace("\"name\":\"Ada\"", "\"n\":1")), "name is"),
                        new Bad(id, utf8(text.replace("ShiftRequested", "Later")), "Later"),
                        new Bad(id, utf8(text.replace("Ada", "a".repeat(70_000))), "a text"));
        int partition =
                Utils.toPositive(Utils.murmur2(utf8(id))) % Topics.DRIVER_INTAKE.partitions();
        var connection = application.getBean(KafkaModule.Topics.class).connection();
        var sent = new HashMap<Long, Bad>();
        try (var producer = new KafkaProducer<byte[], byte[]>(connection.producerSettings())) {
            for (var bad : rows) {
                var key = bad.key() == null ? null : utf8(bad.key());
                sent.put(send(producer, partition, key, bad.bytes()), bad);
            }
            var added = utf8(text.replaceFirst("\\{", "{\"added\":{\"later\":[1]},"));
            send(producer, partition, utf8(id), added);
        }
        await().atMost(SOON)
                .until(() -> SHIFTS.stream().anyMatch(s -> s.facts().contains(good.id())));
        assertThat(SHIFTS).filteredOn(s -> s.driverId().equals(driver)).hasSize(1);
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        connection.consumerSettings("letters-" + UUID.randomUUID()))) {
            consumer.subscribe(List.of(Topics.DRIVER_INTAKE.deadLetters()));
            await().atMost(SOON).until(() -> assertedLetters(consumer, partition, sent).isEmpty());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long send(
            KafkaProducer<byte[], byte[]> producer,
            int partition,
            byte @Nullable [] key,
            byte @Nullable [] bytes)
            throws Exception {
        var record = new ProducerRecord<>(Topics.DRIVER_INTAKE.name(), partition, key, bytes);
        return producer.send(record).get().offset();
    }

    /** Takes those that have come out of those that are awaited. */
    private static Map<Long, Bad> assertedLetters(
            KafkaConsumer<byte[], byte[]> consumer, int partition, Map<Long, Bad> awaited) {
        for (var letter : consumer.poll(Duration.ofMillis(100))) {
            var headers = letter.headers();
            if (ByteBuffer.wrap(headers.lastHeader("kafka_dlt-original-partition").value()).getInt()
                    != partition) {
                continue;
            }
            long offset =
                    ByteBuffer.wrap(headers.lastHeader("kafka_dlt-original-offset").value())
                            .getLong();
            var bad = awaited.remove(offset);
            if (bad != null) {
                assertThat(letter.value()).as(bad.says()).isEqualTo(bad.bytes());
                assertThat(headers.lastHeader("kafka_dlt-exception-message").value())
                        .asString(StandardCharsets.UTF_8)
                        .contains(bad.says());
            }
        }
        return awaited;
    }
}
