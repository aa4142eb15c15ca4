package dev.beckon.dispatch.round;

import java.util.HashSet;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** How an owner begins: with what the one before has committed and may not have published. */
final class TakeOverKafka {

    /** Facts whose decisions are published at once: some 1,000 events. */
    private static final int PIECE = 500;

    private final RecoveryService recovery;
    private final PublisherKafka publisher;
    private final OffsetsKafka offsets;

    TakeOverKafka(RecoveryService recovery, PublisherKafka publisher, OffsetsKafka offsets) {
        this.recovery = recovery;
        this.publisher = publisher;
        this.offsets = offsets;
    }

    /**
     * Publishes what is left over, then has the consumer fold on from where its partitions stand.
     *
     * @param tooLate whether others may own the partitions by now
     * @return whether it came to the end; if not, it goes on from there after the next poll
     */
    boolean run(KafkaConsumer<byte[], byte[]> consumer, BooleanSupplier tooLate) {
        offsets.settle();
        offsets.commitNow(consumer);
        offsets.forgetSent();
        var partitions = consumer.assignment();
        var beginnings = consumer.beginningOffsets(partitions);
        var committed = consumer.committed(new HashSet<>(partitions));
        var stands = recovery.takeOver(numbered(beginnings));
        for (var partition : partitions) {
            var offset = committed.get(partition);
            long from = offset == null ? beginnings.getOrDefault(partition, 0L) : offset.offset();
            int number = partition.partition();
            var stand = stands.get(number);
            if (stand != null && !publish(consumer, number, from, stand.folded(), tooLate)) {
                return false;
            }
        }
        stands.forEach(
                (number, stand) -> consumer.seek(OffsetsKafka.partition(number), stand.folded()));
        offsets.standAt(stands);
        return true;
    }

    /**
     * In pieces, each settled before the next: however much is left over, what has been published
     * need not be again.
     */
    private boolean publish(
            KafkaConsumer<byte[], byte[]> consumer,
            int partition,
            long from,
            long to,
            BooleanSupplier tooLate) {
        for (long start = from; start < to; start += PIECE) {
            long end = Math.min(start + PIECE, to);
            var leftovers = recovery.leftovers(partition, start, end);
            if (tooLate.getAsBoolean()) {
                return false;
            }
            offsets.sent(Map.of(partition, end), publisher.publish(leftovers));
            offsets.settle();
            if (offsets.failed()) {
                throw new TimeoutException("leftovers could not be published");
            }
            offsets.commitNow(consumer);
        }
        return true;
    }

    private static Map<Integer, Long> numbered(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().partition(), Map.Entry::getValue));
    }
}
