package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to their topics, with the headers of CloudEvents' Kafka binding in binary mode (<a
 * href="https://github.com/cloudevents/spec">specification 1.0</a>).
 */
public final class WriterKafka implements AutoCloseable {

    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");

    private final Producer<byte[], byte[]> producer;
    private final byte[] source;

    WriterKafka(Producer<byte[], byte[]> producer, String source) {
        this.producer = producer;
        this.source = bytes(source);
    }

    /** Encodes a value once, for a topic and for a table alike. */
    public static byte[] encode(Object value) {
        return Json.topics().writeValueAsBytes(value);
    }

    public <V> CompletableFuture<RecordMetadata> send(Topic<V> topic, V value) {
        return send(topic, value, encode(value), Map.of());
    }

    /**
     * Sends a value that is encoded already.
     *
     * @param extensions CloudEvents extension attributes, without the prefix {@code ce_}
     * @return done when all replicas have it; a failure means that it may or may not be there
     */
    public <V> CompletableFuture<RecordMetadata> send(
            Topic<V> topic, V value, byte[] encoded, Map<String, String> extensions) {
        var record = record(topic, topic.key().apply(value), encoded);
        headers(record.headers(), topic, value);
        extensions.forEach((name, text) -> record.headers().add("ce_" + name, bytes(text)));
        return send(record);
    }

    /** Says that a key of a compacted topic is gone. */
    public CompletableFuture<RecordMetadata> tombstone(Topic<?> topic, UUID key) {
        return send(record(topic, key, null));
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic<?> topic, UUID key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.name(), bytes(key.toString()), value);
    }

    private CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            producer.send(
                    record,
                    (metadata, failure) -> {
                        if (failure == null) {
                            sent.complete(metadata);
                        } else {
                            sent.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private <V> void headers(Headers headers, Topic<V> topic, V value) {
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", bytes(topic.id().apply(value)));
        headers.add("ce_source", source);
        headers.add(
                "ce_type",
                bytes("dev.beckon." + topic.name() + "." + value.getClass().getSimpleName()));
        headers.add("ce_time", bytes(topic.at().apply(value).toString()));
        headers.add("content-type", JSON);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
