package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.json.Json;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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

    /**
     * What these bytes of a record say; null where that is null.
     *
     * @throws JacksonException if they are not what the topic holds
     */
    @SuppressWarnings("unchecked") // what is kept for a topic is of its type
    static <V> @Nullable V value(Received<V> received, byte[] bytes) {
        var topic = received.topic();
        int slot = slot(received);
        var last = LAST.getAcquire(slot);
        if (last != null && last.topic() == topic && Arrays.equals(last.bytes(), bytes)) {
            return (V) last.value();
        }
        V value = Json.topics().readValue(bytes, topic.type());
        if (value != null) {
            LAST.setRelease(slot, new Entry(topic, bytes, value));
        }
        return value;
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
