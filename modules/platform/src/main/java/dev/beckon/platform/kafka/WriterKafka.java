package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.json.Json;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes values to their topics, with the headers of {@link CloudEvents}. */
public final class WriterKafka implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final CloudEvents events;

    WriterKafka(Producer<byte[], byte[]> producer, CloudEvents events) {
        this.producer = producer;
        this.events = events;
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
        events.headers(topic, value).forEach(record.headers()::add);
        extensions.forEach(
                (name, text) -> record.headers().add("ce_" + name, CloudEvents.bytes(text)));
        return send(record);
    }

    /** Says that a key of a compacted topic is gone. */
    public CompletableFuture<RecordMetadata> tombstone(Topic<?> topic, UUID key) {
        return send(record(topic, key, null));
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic<?> topic, UUID key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.name(), CloudEvents.bytes(key.toString()), value);
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

    @Override
    public void close() {
        producer.close();
    }
}
