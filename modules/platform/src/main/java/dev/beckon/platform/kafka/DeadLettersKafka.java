package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/**
 * Puts aside what nobody can read or fold: the original bytes, with headers that say where they
 * came from and why ({@code kafka_dlt-*}).
 */
public final class DeadLettersKafka implements AutoCloseable {

    /**
     * What a letter may weigh: the largest record that a topic takes (1 MiB), and the headers. Its
     * topic takes as much.
     */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLettersKafka.class);

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final DeadLetterPublishingRecoverer recoverer;
    private final MeterRegistry meters;

    DeadLettersKafka(ConnectionKafka connection, MeterRegistry meters) {
        this.meters = meters;
        // A figure that is there at 0 can be watched; one that appears with the first letter
        // cannot.
        Topics.all().forEach(topic -> letters(topic.name()));
        var settings = connection.producerSettings();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
        producers = new DefaultKafkaProducerFactory<>(settings);
        recoverer =
                new DeadLetterPublishingRecoverer(
                        new KafkaTemplate<>(producers),
                        (record, failure) -> new TopicPartition(record.topic() + ".dlt", 0));
        recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE);
        recoverer.setFailIfSendResultIsError(true);
    }

    /** Returns when the dead letter is acknowledged; throws when it is not. */
    public void put(ConsumerRecord<byte[], byte[]> record, Exception why) {
        LOG.warn(
                "{}-{}@{} of {} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                key(record),
                why.getMessage());
        recoverer.accept(record, null, why);
        letters(record.topic()).increment();
    }

    private Counter letters(String topic) {
        return Counter.builder("beckon.dead.letters")
                .description("Records that nobody could read or fold")
                .tag("topic", topic)
                .register(meters);
    }

    /** The order's or driver's id; whatever else stands there is not repeated. */
    private static String key(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            try {
                return UUID.fromString(new String(record.key(), StandardCharsets.US_ASCII))
                        .toString();
            } catch (IllegalArgumentException e) {
                return "a key that is no id";
            }
        }
        return "no key";
    }

    @Override
    public void close() {
        producers.destroy();
    }
}
