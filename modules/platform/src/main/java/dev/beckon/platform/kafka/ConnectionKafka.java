package dev.beckon.platform.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * How everybody here talks to Kafka: bytes on both sides, so that a record nobody can read keeps
 * its own; the rest comes from {@code spring.kafka}.
 */
public final class ConnectionKafka {

    /** How long nobody reads the partitions of a process that was killed. */
    public static final int SESSION_MS = 6_000;

    /** What a stream that is killed does once more, and how often its stores are written down. */
    private static final int COMMIT_MS = 5_000;

    /** How long a stream waits for records, and for how many bytes of them. */
    private static final int STREAM_WAIT_MS = 50;

    private static final int STREAM_WAIT_BYTES = 256 * 1024;

    /** Of a partition in a request: what has come meanwhile is to fit. */
    private static final int BATCH_BYTES = 64 * 1024;

    /**
     * Of an answer. A reader holds all of one until it has handled it: those of several that lag
     * behind would crowd out whatever else is young.
     */
    private static final int FETCH_BYTES = 2 * 1024 * 1024;

    private final KafkaProperties properties;

    /** When a reader is told of a record. */
    public enum Haste {
        /** As soon as it is there, which costs a request for each. */
        AT_ONCE,
        /** Where records come one after the other, with what comes within 30 ms. */
        GATHERED
    }

    ConnectionKafka(KafkaProperties properties) {
        this.properties = properties;
    }

    /**
     * What a consumer of a group starts from. A record is looked at as soon as it is there, and
     * offsets are committed by whoever knows that the work is done.
     */
    public Map<String, Object> consumerSettings(String group) {
        var settings = new HashMap<String, Object>(properties.buildConsumerProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // As the system sees fit: an answer that is larger than the 64 KiB of Kafka's default
        // comes in parts, the next of them only when the reader polls again.
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /**
     * What a member of a group with a name of its own starts from: under its name it gets its
     * partitions back at once, and when it was killed others have them after the session. The newer
     * protocol leaves that time to the broker, whose default is 45 s.
     */
    public Map<String, Object> memberSettings(String group, Node node) {
        var settings = consumerSettings(group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, node.name());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 4);
        return settings;
    }

    /**
     * What Kafka Streams starts from: no sooner lost from its group than a listener, and with
     * records gathered on both sides, since each that comes in writes to stores, which are topics
     * too. How often those are replicated is the broker's to say.
     */
    Map<String, Object> streamsSettings(String application, Node node) {
        var settings = new HashMap<String, Object>(properties.buildStreamsProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), STREAM_WAIT_MS);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                STREAM_WAIT_BYTES);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                STREAM_WAIT_MS);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                FETCH_BYTES);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                node.name());
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                SESSION_MS);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                SESSION_MS / 4);
        return settings;
    }

    /** In no group. */
    KafkaConsumer<byte[], byte[]> tail(Haste haste) {
        var settings = consumerSettings("");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return consumer(settings, haste);
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings, Haste haste) {
        return switch (haste) {
            case AT_ONCE -> new KafkaConsumer<>(settings);
            case GATHERED -> new GatheringKafka(settings);
        };
    }

    /**
     * What every producer starts from: acknowledged by all replicas, sent at once, and given up
     * within five seconds, so that a process which was stopped cannot publish what is long
     * superseded.
     */
    public Map<String, Object> producerSettings() {
        var settings = new HashMap<String, Object>(properties.buildProducerProperties());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // What comes while a request is under way goes together with the next: nobody waits who
        // is alone, and in a crush requests are few.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings());
    }

    /** Gives each question up after a few seconds, and so closes as soon. */
    Admin admin() {
        var settings = new HashMap<String, Object>(properties.buildAdminProperties());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return Admin.create(settings);
    }

    String servers() {
        return String.join(",", properties.getBootstrapServers());
    }
}
