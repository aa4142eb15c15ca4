package dev.beckon.dispatch.round;

import dev.beckon.contracts.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the owned partitions are folded, published and committed. Kafka's offsets follow what it
 * has acknowledged.
 */
final class OffsetsKafka {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetsKafka.class);

    /** A commit is a record, too: who takes over publishes this much once more. */
    private static final Duration COMMIT = Duration.ofMillis(100);

    private final Duration patience;
    private final Map<Integer, Stand> stands = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Outstanding outstanding = new Outstanding();

    /** Acknowledged, and to be committed. */
    private final Map<Integer, Long> due = new HashMap<>();

    private long committedAt = System.nanoTime();

    /**
     * @param patience for acknowledgements
     */
    OffsetsKafka(Duration patience) {
        this.patience = patience;
    }

    Map<Integer, Stand> stands() {
        return stands;
    }

    Map<Integer, Long> committed() {
        return committed;
    }

    /** The fold has come so far. */
    void folded(Map<Integer, Long> ends) {
        ends.forEach(
                (partition, end) ->
                        stands.computeIfPresent(partition, (_, stand) -> stand.at(end)));
    }

    /** The fold begins here, and nowhere else. */
    void standAt(Map<Integer, Stand> begun) {
        stands.clear();
        stands.putAll(begun);
    }

    /** What was decided up to there is on its way. */
    void sent(Map<Integer, Long> ends, CompletableFuture<Void> acknowledged) {
        outstanding.add(ends, acknowledged);
    }

    /** Whether something was sent that Kafka may not have: it has to be published again. */
    boolean failed() {
        return outstanding.failed();
    }

    /** Waits until every acknowledgement is in, or surely never comes. */
    void settle() {
        try {
            outstanding.settle(patience);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Commits what is acknowledged, without waiting, and not for each round. */
    void commit(KafkaConsumer<byte[], byte[]> consumer) {
        due.putAll(outstanding.acknowledged());
        long now = System.nanoTime();
        if (!due.isEmpty() && now - committedAt >= COMMIT.toNanos()) {
            committedAt = now;
            var offsets = Map.copyOf(due);
            due.clear();
            consumer.commitAsync(
                    kafka(offsets),
                    (done, failure) -> {
                        if (failure == null) {
                            committed.putAll(offsets);
                        } else {
                            LOG.debug("offsets will be committed later: {}", failure.toString());
                        }
                    });
        }
    }

    void commitNow(KafkaConsumer<byte[], byte[]> consumer) {
        due.putAll(outstanding.acknowledged());
        if (!due.isEmpty()) {
            consumer.commitSync(kafka(due));
            committed.putAll(due);
            due.clear();
        }
    }

    void letGo(Collection<Integer> partitions) {
        stands.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        due.keySet().removeAll(partitions);
    }

    void forgetSent() {
        outstanding.forget();
    }

    void forgetAll() {
        outstanding.forget();
        due.clear();
        stands.clear();
        committed.clear();
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Topics.ORDER_INTAKE.name(), number);
    }

    static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<TopicPartition, OffsetAndMetadata> kafka(Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                one -> partition(one.getKey()),
                                one -> new OffsetAndMetadata(one.getValue())));
    }
}
