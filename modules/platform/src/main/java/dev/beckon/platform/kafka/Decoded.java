package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The values of the last records, whoever read them: where several roles share a process, each
 * record is decoded once and not by each of them. Values are immutable, and one is found by its
 * bytes, so that it does not matter from which log they came.
 */
final class Decoded {

    /** Some 16 MB at most; consumers of the same topic are at most so far apart, or decode anew. */
    private static final int SLOTS = 1 << 14;

    private static final AtomicReferenceArray<@Nullable Entry> LAST =
            new AtomicReferenceArray<>(SLOTS);

    private record Entry(Topic<?> topic, byte[] bytes, Object value) {}

    private Decoded() {}

    /** The value of these bytes, if it is remembered. */
    @SuppressWarnings("unchecked") // what was kept for a topic is of its type
    static <V> @Nullable V find(Received<V> received, byte[] bytes) {
        var entry = LAST.getAcquire(slot(received));
        return entry != null
                        && entry.topic() == received.topic()
                        && Arrays.equals(entry.bytes(), bytes)
                ? (V) entry.value()
                : null;
    }

    static <V> void keep(Received<V> received, byte[] bytes, V value) {
        LAST.setRelease(slot(received), new Entry(received.topic(), bytes, value));
    }

    /** The records of a partition come one after the other, those of others between them. */
    private static int slot(Received<?> received) {
        var raw = received.raw();
        return (int)
                        (raw.offset() * received.topic().partitions()
                                + raw.partition()
                                + received.topic().name().hashCode())
                & (SLOTS - 1);
    }
}
