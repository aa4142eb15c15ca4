package dev.beckon.contracts.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka topic: what it is called, what it holds, how long.
 *
 * @param type of the values, which are JSON
 * @param key what a value is keyed by
 * @param id what names a value among all of the topic: equal ids are the same thing told twice
 * @param at when it was so
 * @param partitions never changes where keys have to stay in order
 * @param kept how long records stay; null: for ever
 * @param compaction how the last value of each key is kept; null: not compacted
 */
public record Topic<V>(
        String name,
        Class<V> type,
        Function<V, UUID> key,
        Function<V, String> id,
        Function<V, Instant> at,
        int partitions,
        @Nullable Duration kept,
        @Nullable Compaction compaction) {

    /**
     * Keeps the last value of each key.
     *
     * @param minLag how long every version stays readable
     * @param segment how often a segment is closed, without which nothing is compacted
     */
    public record Compaction(Duration minLag, Duration segment) {}

    /** The name of the topic for records of this one that nobody could read. */
    public String deadLetters() {
        return name + ".dlt";
    }
}
