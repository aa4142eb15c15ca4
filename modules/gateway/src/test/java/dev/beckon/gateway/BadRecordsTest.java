package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderReply.Outcome;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bad records on the topics that a gateway follows: it writes no letters, because whoever folds or
 * publishes them does; it skips, and tells its clients what follows in the same partition.
 */
class BadRecordsTest extends GatewayScene {

    private KafkaProducer<byte[], byte[]> producer;

    private Statuses order;
    private long version = 1;

    @BeforeEach
    void drawAnOrder() {
        order = order();
    }

    @BeforeAll
    void openProducer() {
        producer =
                new KafkaProducer<>(
                        node.bean(KafkaModule.Topics.class).connection().producerSettings());
    }

    @AfterAll
    void closeProducer() {
        producer.close();
    }

    private record Bad(@Nullable String key, byte @Nullable [] bytes) {}

    /** Without headers, with those of a good one, and with headers that are none themselves. */
    private <V> void sendBad(Topic<V> topic, V good, Map<String, String> headers) {
        var id = topic.key().apply(good).toString();
        var bytes = WriterKafka.encode(good);
        var text = new String(bytes, StandardCharsets.UTF_8);
        var rows =
                List.of(
                        new Bad(null, bytes),
                        new Bad(null, null),
                        new Bad("driver 7", bytes),
                        new Bad("driver 7", null),
                        new Bad(id, utf8("")),
                        new Bad(id, utf8("hello")),
                        new Bad(id, utf8("null")),
                        new Bad(id, utf8("[" + text + "]")),
                        new Bad(id, utf8(text.replace(id, UUID.randomUUID().toString()))),
                        new Bad(id, Arrays.copyOf(bytes, bytes.length / 2)),
                        new Bad(id, utf8(text.replaceFirst("\"at\":\"[^\"]*\",", ""))),
                        new Bad(id, utf8(text.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":{}"))),
                        new Bad(
                                id,
                                utf8(text.replaceFirst("\"type\":\"\\w+\"", "\"type\":\"X\""))));
        int partition = Utils.toPositive(Utils.murmur2(utf8(id))) % topic.partitions();
        for (var bad : rows) {
            // On a compacted topic Kafka itself sees to it that every record has a key.
            if (topic.compaction() != null && bad.key() == null) {
                continue;
            }
            for (var form : Headers.values()) {
                var record =
                        new ProducerRecord<>(
                                topic.name(),
                                partition,
                                bad.key() == null ? null : utf8(bad.key()),
                                bad.bytes());
                if (form != Headers.NONE) {
                    headers.forEach(
                            (name, value) ->
                                    record.headers()
                                            .add(
                                                    name,
                                                    utf8(form == Headers.GOOD ? value : "x:y,z")));
                }
                producer.send(record);
            }
        }
        producer.flush();
    }

    private enum Headers {
        NONE,
        GOOD,
        BAD
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void statuses() {
        try (var customer = node.customer(order.customer())) {
            node.publish(order.at(1, "SEARCHING"));
            customer.hears("SEARCHING");
            sendBad(
                    Topics.ORDER_STATUS,
                    order.at(2, "DELIVERED d1=ACCEPTED has=d1"),
                    Map.of(
                            "ce_id",
                            order.order() + ":2",
                            "ce_parties",
                            order.customer().toString(),
                            "ce_causes",
                            ""));
            node.publish(order.at(2, "CANCELLED"));
            customer.hears("ORDER_CANCELLED");
            assertThat(customer.story())
                    .isEqualTo("SNAPSHOT ORDER_PLACED SEARCHING ORDER_CANCELLED");
        }
        try (var again = node.customer(order.customer())) {
            assertThat(again.snapshot().path("orders").size()).isEqualTo(1);
        }
    }

    @Test
    void replies() {
        node.publish(order.at(1, "OFFERED d1=OPEN"));
        try (var driver = node.driver(order.driver("d1"))) {
            driver.say(
                    "{'type':'ACCEPT_OFFER','offerId':'%s','ref':'x'}"
                            .formatted(order.offer("d1")));
            var fact = fact(order, OrderFact.OfferAnswered.class);
            var reply =
                    new OrderReply(
                            fact.id(),
                            order.order(),
                            Instant.now(),
                            "x",
                            Outcome.UNCHANGED,
                            null,
                            1);
            sendBad(Topics.ORDER_REPLIES, reply, Map.of("ce_id", fact.id().toString()));
            node.publish(Topics.ORDER_REPLIES, reply);
            assertThat(driver.hears("ACK").path("ref").stringValue()).isEqualTo("x");
            assertThat(driver.story()).isEqualTo("SNAPSHOT ACK");
        }
    }

    @Test
    void shiftsAndPositions() {
        var driver = new DriverId(order.driver("d1"));
        var shift =
                new DriverShift(
                        driver,
                        1,
                        Instant.now(),
                        ShiftState.ONLINE,
                        new DriverProfile("Dora", "bike", null, Set.of()),
                        List.of());
        sendBad(Topics.DRIVER_SHIFTS, shift, Map.of("ce_id", driver + ":1"));
        node.publish(Topics.DRIVER_SHIFTS, shift);
        try (var customer = node.customer(order.customer())) {
            Player.soon(
                    () -> {
                        node.publish(order.at(version++, "SEARCHING"));
                        node.publish(order.at(version++, "ACCEPTED d1=ACCEPTED has=d1"));
                        return customer.all("ORDER_ACCEPTED").stream()
                                .anyMatch(
                                        m ->
                                                m.path("driver")
                                                        .path("name")
                                                        .asString("")
                                                        .equals("Dora"));
                    });
            var located = new DriverLocated(driver, Instant.now(), 3, 4, null, null, null, true);
            sendBad(
                    Topics.DRIVER_LOCATIONS,
                    located,
                    Map.of("ce_type", "dev.beckon.driver-locations.DriverGone"));
            node.publish(Topics.DRIVER_LOCATIONS, located);
            assertThat(customer.hears("DRIVER_LOCATION").path("lat").doubleValue()).isEqualTo(3);
            assertThat(customer.all("DRIVER_LOCATION")).hasSize(1);
        }
    }
}
