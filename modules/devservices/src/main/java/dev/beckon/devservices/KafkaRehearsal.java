package dev.beckon.devservices;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What every test asks of a broker: a topic, records, and a group that reads them. */
final class KafkaRehearsal {

    private static final String TOPIC = "rehearsal";
    private static final int RECORDS = 100;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 300;

    private KafkaRehearsal() {}

    static void run(String bootstrapServers) throws InterruptedException {
        try {
            createTopic(bootstrapServers);
            write(bootstrapServers);
        } catch (ExecutionException e) {
            throw new DevServicesException("Kafka's rehearsal failed: " + e.getCause(), e);
        }
        read(bootstrapServers);
    }

    private static void createTopic(String servers)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
        }
    }

    private static void write(String servers) throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] bytes = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TOPIC, bytes, bytes)).get();
            }
        }
    }

    private static void read(String servers) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "group.id",
                                "rehearsal",
                                "auto.offset.reset",
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            int read = 0;
            for (int i = 0; i < POLLS && read < RECORDS; i++) {
                read += consumer.poll(POLL).count();
            }
            consumer.commitSync();
        }
    }
}
