package dev.beckon.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that, where records come one after the other, waits a moment for more of them. It asks
 * twice: what the first poll brings was sent for when the last one ended, and while that was being
 * handled newer ones came. The broker's own wait for more ({@code fetch.min.bytes}) would cost as
 * many requests where nothing comes at all.
 */
final class GatheringKafka extends KafkaConsumer<byte[], byte[]> {

    private static final Duration MOMENT = Duration.ofMillis(25);

    /** What is there by then needs a while to be read. */
    private static final Duration ANSWER = Duration.ofMillis(5);

    private final int most;
    private @Nullable KafkaException fault;

    GatheringKafka(Map<String, Object> settings) {
        super(settings);
        most = new ConsumerConfig(settings).getInt(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    }

    /** At most twice as many records as a poll of Kafka's brings. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        throwFault();
        long askedNs = System.nanoTime();
        var first = super.poll(timeout);
        boolean quiet = System.nanoTime() - askedNs >= MOMENT.toNanos();
        // Where it brought as much as it may there is more, and nothing to wait for.
        if (first.isEmpty() || first.count() >= most || quiet || !rest()) {
            return first;
        }
        try {
            return join(first, super.poll(ANSWER));
        } catch (KafkaException e) {
            // The first have been read, and would not come again.
            fault = e;
            return join(first, ConsumerRecords.empty());
        }
    }

    private void throwFault() {
        var thrown = fault;
        fault = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(MOMENT);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Without those that came from partitions which have become another's since. */
    private ConsumerRecords<byte[], byte[]> join(
            ConsumerRecords<byte[], byte[]> first, ConsumerRecords<byte[], byte[]> second) {
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        var next = new HashMap<>(first.nextOffsets());
        next.keySet().retainAll(assignment());
        next.putAll(second.nextOffsets());
        for (var some : List.of(first, second)) {
            for (var partition : some.partitions()) {
                if (next.containsKey(partition)) {
                    records.computeIfAbsent(partition, _ -> new ArrayList<>())
                            .addAll(some.records(partition));
                }
            }
        }
        return new ConsumerRecords<>(records, next);
    }
}
