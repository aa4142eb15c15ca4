package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.round.DispatcherModule;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.WriterKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;
import org.assertj.core.api.SoftAssertions;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Bad records on the topics that the dispatcher and the orders' nodes read: all of them are put
 * aside with their bytes, and what follows them in their partition is folded as ever.
 */
class BadRecordsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    private static final String AT = "\"at\":\"[^\"]*\"";

    private static Scene scene;
    private static KafkaProducer<byte[], byte[]> producer;

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
        producer =
                new KafkaProducer<>(
                        scene.bean(KafkaModule.Topics.class).connection().producerSettings());
    }

    @AfterAll
    static void close() {
        producer.close();
        scene.close();
    }

    /** A record that nobody can read. */
    private record Bad(String name, @Nullable String key, byte @Nullable [] bytes, String says) {}

    /**
     * @param good of the topic, and its key's
     */
    private static List<Bad> rows(UUID key, byte[] good) {
        var id = key.toString();
        var text = new String(good, StandardCharsets.UTF_8);
        return List.of(
                new Bad("no value", id, null, "has no value"),
                new Bad("no key", null, good, "has no key"),
                new Bad("a key that is none", "driver 7", good, "not a UUID"),
                new Bad("another's key", UUID.randomUUID().toString(), good, "not the value's"),
                new Bad("nothing", id, new byte[0], "a JSON value is needed"),
                new Bad("not JSON", id, utf8("hello"), "not JSON"),
                new Bad("not even text", id, new byte[] {0, -1, 7, -128}, ""),
                new Bad("truncated", id, Arrays.copyOf(good, good.length / 2), ""),
                new Bad("a list", id, utf8("[" + text + "]"), "must be"),
                new Bad(
                        "a field missing",
                        id,
                        utf8(text.replaceFirst(AT + ",", "")),
                        "at is missing"),
                new Bad(
                        "a field of another type",
                        id,
                        utf8(text.replaceFirst(AT, "\"at\":{}")),
                        "at must be a time"),
                new Bad(
                        "a future version",
                        id,
                        utf8(text.replaceFirst("\"type\":\"\\w+\"", "\"type\":\"Later\"")),
                        "type Later is unknown"),
                new Bad(
                        "a text too long",
                        id,
                        utf8(
                                text.replaceFirst(
                                        "\\{", "{\"more\":\"" + "x".repeat(900_000) + "\",")),
                        "a text"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As a writer of a later version would send it. */
    private static byte[] withMore(Object value) {
        var text = new String(WriterKafka.encode(value), StandardCharsets.UTF_8);
        return utf8(text.replaceFirst("\\{", "{\"added\":{\"later\":[1,2]},"));
    }

    private static <V> int partition(Topic<V> topic, V value) {
        return Utils.toPositive(Utils.murmur2(utf8(topic.key().apply(value).toString())))
                % topic.partitions();
    }

    /**
     * @param headers that promise what the value does not keep
     */
    private static RecordMetadata send(
            Topic<?> topic,
            int partition,
            @Nullable String key,
            byte @Nullable [] bytes,
            String... headers) {
        var record =
                new ProducerRecord<>(
                        topic.name(), partition, key == null ? null : utf8(key), bytes);
        for (var header : headers) {
            record.headers().add(header, utf8("nonsense"));
        }
        try {
            return producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Can be read, and fails in the database. */
    private static Bad beyondTime(UUID key, byte[] good) {
        var text = new String(good, StandardCharsets.UTF_8);
        return new Bad(
                "a time beyond all",
                key.toString(),
                utf8(text.replaceFirst(AT, "\"at\":\"+300000-01-01T00:00:00Z\"")),
                "");
    }

    /** Whether Kafka takes it: on a compacted topic every record has a key. */
    private static boolean isTakenByKafka(Topic<?> topic, Bad bad) {
        return topic.compaction() == null || bad.key() != null;
    }

    /** Sends them all, and a good one after them in the same partition. */
    private static <V> Map<Long, Bad> sendBadAndGood(Topic<V> topic, V value, Bad... more) {
        int partition = partition(topic, value);
        var key = topic.key().apply(value);
        var sent = new HashMap<Long, Bad>();
        var all = new ArrayList<>(rows(key, WriterKafka.encode(value)));
        all.addAll(List.of(more));
        all.removeIf(bad -> !isTakenByKafka(topic, bad));
        for (var bad : all) {
            sent.put(send(topic, partition, bad.key(), bad.bytes()).offset(), bad);
        }
        send(topic, partition, key.toString(), withMore(value));
        return sent;
    }

    private static <V> void assertPutAside(Topic<V> topic, V value, Map<Long, Bad> sent) {
        var partition = partition(topic, value);
        var letters = new HashMap<Long, ConsumerRecord<byte[], byte[]>>();
        var connection = scene.bean(KafkaModule.Topics.class).connection();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        connection.consumerSettings("letters-" + UUID.randomUUID()))) {
            consumer.subscribe(List.of(topic.deadLetters()));
            await().atMost(Scene.SOON)
                    .until(
                            () -> {
                                for (var letter : consumer.poll(Duration.ofMillis(100))) {
                                    if (number(letter, "kafka_dlt-original-partition")
                                            == partition) {
                                        letters.put(
                                                number(letter, "kafka_dlt-original-offset"),
                                                letter);
                                    }
                                }
                                return letters.keySet().containsAll(sent.keySet());
                            });
        }
        var softly = new SoftAssertions();
        sent.forEach(
                (offset, bad) -> {
                    var letter = Objects.requireNonNull(letters.get(offset));
                    softly.assertThat(letter.value()).as(bad.name()).isEqualTo(bad.bytes());
                    softly.assertThat(letter.key())
                            .as(bad.name())
                            .isEqualTo(bad.key() == null ? null : utf8(bad.key()));
                    softly.assertThat(text(letter, "kafka_dlt-original-topic"))
                            .as(bad.name())
                            .isEqualTo(topic.name());
                    softly.assertThat(text(letter, "kafka_dlt-exception-message"))
                            .as(bad.name())
                            .contains(bad.says());
                });
        softly.assertAll();
    }

    private static long number(ConsumerRecord<byte[], byte[]> letter, String header) {
        var bytes = ByteBuffer.wrap(letter.headers().lastHeader(header).value());
        return bytes.remaining() == Integer.BYTES ? bytes.getInt() : bytes.getLong();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    @Test
    void factsAboutOrders() {
        var placed = placed();
        var sent =
                sendBadAndGood(
                        Topics.ORDER_INTAKE,
                        placed,
                        beyondTime(placed.orderId().value(), WriterKafka.encode(placed)));
        scene.awaitState(placed.orderId(), OrderState.SEARCHING);
        assertPutAside(Topics.ORDER_INTAKE, placed, sent);
        assertThat(scene.events(placed.orderId()).getFirst().version()).isEqualTo(1);
    }

    private static OrderPlaced placed() {
        return new OrderPlaced(
                Scene.newFact(),
                new OrderId(UUID.randomUUID()),
                Scene.now(),
                Actor.of(new CustomerId(UUID.randomUUID())),
                null,
                Kind.DELIVERY,
                Place.of(-30, -100),
                Place.of(-30, -100),
                null);
    }

    @Test
    void driversPositions() {
        var located =
                new DriverLocated(
                        new DriverId(UUID.randomUUID()),
                        Scene.now(),
                        -31,
                        -100,
                        null,
                        null,
                        null,
                        true);
        var sent =
                sendBadAndGood(
                        Topics.DRIVER_LOCATIONS,
                        located,
                        beyondTime(located.driverId().value(), WriterKafka.encode(located)));
        awaitIndexed(located.driverId(), "location IS NOT NULL");
        assertPutAside(Topics.DRIVER_LOCATIONS, located, sent);
    }

    @Test
    void driversShifts() {
        var shift =
                new DriverShift(
                        new DriverId(UUID.randomUUID()),
                        1,
                        Instant.now(),
                        ShiftState.ONLINE,
                        new DriverProfile("Dora", null, null, Set.of()),
                        List.of());
        var sent = sendBadAndGood(Topics.DRIVER_SHIFTS, shift);
        awaitIndexed(shift.driverId(), "on_shift");
        assertPutAside(Topics.DRIVER_SHIFTS, shift, sent);
    }

    private static void awaitIndexed(DriverId driver, String condition) {
        await().atMost(Scene.SOON)
                .until(
                        () ->
                                scene.database()
                                        .dsl()
                                        .fetchExists(
                                                DSL.selectOne()
                                                        .from("drivers")
                                                        .where(
                                                                "id = ? AND " + condition,
                                                                driver.value())));
    }

    /** Those who only follow a topic write no letters; they skip, and go on. */
    @Test
    void whatNodesHearOfDecisions() throws Exception {
        var placed = placed();
        scene.send(placed);
        var status = scene.awaitState(placed.orderId(), OrderState.SEARCHING);
        var partition = partition(Topics.ORDER_STATUS, status);
        for (var bad : rows(placed.orderId().value(), WriterKafka.encode(status))) {
            if (bad.bytes() != null && bad.key() != null) {
                send(Topics.ORDER_STATUS, partition, bad.key(), bad.bytes(), "ce_causes");
                send(Topics.ORDER_REPLIES, partition, bad.key(), bad.bytes(), "ce_id");
            }
        }
        var customer = Objects.requireNonNull(placed.actor().id());
        for (int twice = 0; twice < 2; twice++) {
            // Again where the server had no time for it, as it asks for.
            var got =
                    await().atMost(Scene.SOON)
                            .until(
                                    () -> cancel(customer, placed.orderId()),
                                    answer -> answer.statusCode() != 503);
            assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
            assertThat(Json.topics().readTree(got.body()).path("status").asString())
                    .isEqualTo("CANCELLED");
        }
    }

    private static HttpResponse<String> cancel(UUID customer, OrderId order) throws Exception {
        var port = scene.bean(Environment.class).getProperty("local.server.port");
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%s/orders/%s/cancel"
                                                .formatted(port, order)))
                        .header(
                                "Authorization",
                                "Bearer " + ISSUER.token(customer, ActorRole.CUSTOMER))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
