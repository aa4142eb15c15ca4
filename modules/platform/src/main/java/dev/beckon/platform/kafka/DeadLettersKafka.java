package dev.beckon.platform.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Puts aside what nobody can read or fold: the original bytes, with headers that say where they
 * came from and why ({@code kafka_dlt-*}).
 */
public final class DeadLettersKafka {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLettersKafka.class);

    private final DeadLetterPublishingRecoverer recoverer;

    DeadLettersKafka(KafkaTemplate<byte[], byte[]> template) {
        recoverer =
                new DeadLetterPublishingRecoverer(
                        template,
                        (record, failure) -> new TopicPartition(record.topic() + ".dlt", 0));
        recoverer.setFailIfSendResultIsError(true);
    }

    /** Returns when the dead letter is acknowledged; throws when it is not. */
    public void put(ConsumerRecord<byte[], byte[]> record, Exception why) {
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                why.getMessage());
        recoverer.accept(record, null, why);
    }
}
