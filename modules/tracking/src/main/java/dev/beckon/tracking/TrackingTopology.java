package dev.beckon.tracking;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.WriterKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Joins positions with assignments, and states what follows on {@code order-intake}. Statuses go
 * through a topic of this topology's own, keyed by driver and in as many partitions as positions,
 * so that one task has all of a driver.
 */
public final class TrackingTopology {

    /**
     * How old positions are read at the very first start; later it goes on where it was. Of a
     * partition without any, Kafka Streams may miss what comes in the moment in which it looks: the
     * driver's next is read.
     */
    private static final Duration FIRST_LOOK = Duration.ofMinutes(15);

    private final Tracker tracker;
    private final CloudEvents events;

    /**
     * @param silentAfter when a driver with an order is lost
     */
    public TrackingTopology(Duration silentAfter, Ways ways, CloudEvents events) {
        this.tracker = new Tracker(silentAfter, ways);
        this.events = events;
    }

    /**
     * @param receivedBytes what Kafka has sent so far; grows while it answers
     */
    public Topology build(LongSupplier receivedBytes) {
        var builder = new StreamsBuilder();
        builder.addStateStore(store(FollowingTopology.FOLLOWED, Followed.class));
        builder.addStateStore(store(FollowingTopology.SEEN, Seen.class));
        builder.addStateStore(store(FollowingTopology.OVER, Instant.class));
        var holdings =
                read(
                                builder,
                                Topics.ORDER_STATUS,
                                AutoOffsetReset.earliest(),
                                TrackingTopology::holdings)
                        .repartition(
                                Repartitioned.with(Serdes.UUID(), json(Holding.class))
                                        .withName("holdings")
                                        .withNumberOfPartitions(
                                                Topics.DRIVER_LOCATIONS.partitions()))
                        .process(
                                () -> new FollowingTopology.Holdings(tracker, events),
                                Named.as("follow"),
                                FollowingTopology.FOLLOWED,
                                FollowingTopology.SEEN,
                                FollowingTopology.OVER);
        var signals =
                read(
                                builder,
                                Topics.DRIVER_LOCATIONS,
                                AutoOffsetReset.byDuration(FIRST_LOOK),
                                TrackingTopology::signal)
                        .process(
                                () -> new FollowingTopology.Signals(tracker, events, receivedBytes),
                                Named.as("track"),
                                FollowingTopology.FOLLOWED,
                                FollowingTopology.SEEN);
        holdings.merge(signals)
                .to(
                        Topics.ORDER_INTAKE.name(),
                        Produced.with(Serdes.UUID(), Serdes.ByteArray()).withName("intake"));
        return builder.build();
    }

    private static <V, R> KStream<UUID, R> read(
            StreamsBuilder builder,
            Topic<V> topic,
            AutoOffsetReset reset,
            Function<Received<V>, Collection<Keyed<R>>> reader) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(reset)
                                // A record without a time must not stop the thread.
                                .withTimestampExtractor(
                                        (record, _) -> Math.max(0, record.timestamp()))
                                .withName(topic.name()))
                .process(() -> new Reader<>(topic, reader), Named.as("read-" + topic.name()));
    }

    /** A value under its new key. */
    private record Keyed<R>(UUID key, R value) {}

    /** That a status is gone says nothing about a driver. */
    private static Collection<Keyed<Holding>> holdings(Received<OrderStatus> record) {
        return record.tombstone()
                ? List.of()
                : Holding.in(record.value()).stream()
                        .map(holding -> new Keyed<>(holding.driverId().value(), holding))
                        .toList();
    }

    private static Collection<Keyed<DriverSignal>> signal(Received<DriverSignal> record) {
        var signal = record.value();
        return List.of(new Keyed<>(signal.driverId().value(), signal));
    }

    /** Decodes as everybody else does; what it cannot read is put aside as it came. */
    private static final class Reader<V, R> extends ContextualProcessor<byte[], byte[], UUID, R> {

        private final Topic<V> topic;
        private final Function<Received<V>, Collection<Keyed<R>>> reader;

        private Reader(Topic<V> topic, Function<Received<V>, Collection<Keyed<R>>> reader) {
            this.topic = topic;
            this.reader = reader;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            var at = context().recordMetadata().orElseThrow();
            var raw =
                    new ConsumerRecord<>(
                            at.topic(), at.partition(), at.offset(), record.key(), record.value());
            for (var one : reader.apply(new Received<>(topic, raw))) {
                context().forward(new Record<>(one.key(), one.value(), record.timestamp()));
            }
        }
    }

    /** In memory and in a topic; the cache spares the topic all but the last of each driver. */
    private static <V> StoreBuilder<KeyValueStore<UUID, V>> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.UUID(), json(type))
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    private static <V> Serde<V> json(Class<V> type) {
        return Serdes.serdeFrom(
                (_, value) -> value == null ? null : WriterKafka.encode(value),
                (_, bytes) -> bytes == null ? null : Json.topics().readValue(bytes, type));
    }
}
