package dev.beckon.app;

import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;

/** What one key's records on one topic say, read from the beginning by a consumer of its own. */
final class TopicLog {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String servers;

    TopicLog(String servers) {
        this.servers = servers;
    }

    /** A record with its CloudEvents headers. */
    record Entry(int partition, JsonNode value, Map<String, String> headers) {

        String type() {
            return value.path("type").stringValue();
        }
    }

    /** Reads until a type has come, and returns all of the key up to the end of that poll. */
    List<Entry> until(Topic<?> topic, String key, String type) {
        var entries = new ArrayList<Entry>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings())) {
            var partitions =
                    IntStream.range(0, topic.partitions())
                            .mapToObj(number -> new TopicPartition(topic.name(), number))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(10))
                    .alias(type + " on " + topic.name())
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(record -> add(entries, key, record));
                                return entries.stream().anyMatch(e -> e.type().equals(type));
                            });
        }
        return entries;
    }

    private static void add(
            List<Entry> entries, String key, ConsumerRecord<byte[], byte[]> record) {
        if (text(record.key()).equals(key) && record.value() != null) {
            var headers = new HashMap<String, String>();
            record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            entries.add(
                    new Entry(record.partition(), Json.topics().readTree(record.value()), headers));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
