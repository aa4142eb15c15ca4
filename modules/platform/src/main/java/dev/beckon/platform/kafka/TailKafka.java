package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Follows all partitions of a topic, in no group: every process that tails sees every record. The
 * handler is called on one thread, and must not block.
 */
public final class TailKafka<V> implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TailKafka.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAULT = Duration.ofMillis(500);

    /** Where a tail begins. */
    public enum From {
        /** With all that the topic holds; {@link #caughtUp()} once that is read. */
        BEGINNING,
        /** With what comes. */
        END
    }

    /** Takes what a poll brought. */
    @FunctionalInterface
    public interface Handler<V> {
        void on(List<Received<V>> batch);
    }

    private final ConnectionKafka connection;
    private final Topic<V> topic;
    private final From from;
    private final ConnectionKafka.Haste haste;
    private final Handler<V> handler;

    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean running;
    private volatile boolean caughtUp;

    TailKafka(
            ConnectionKafka connection,
            Topic<V> topic,
            From from,
            ConnectionKafka.Haste haste,
            Handler<V> handler) {
        this.connection = connection;
        this.topic = topic;
        this.from = from;
        this.haste = haste;
        this.handler = handler;
    }

    /** Whether all has been handled that was there at the start. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** What the consumer says of itself; nothing while there is none. */
    Map<MetricName, ? extends Metric> metrics() {
        var polling = consumer;
        return polling == null ? Map.of() : polling.metrics();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("tail." + topic.name()).daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        var started = thread;
        if (started != null) {
            try {
                started.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Tails start before and stop after whoever serves from what they bring. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }

    /** Only the stop ends it: after a failure it goes on where it was. */
    private void run() {
        while (running) {
            try (var opened = connection.tail(haste)) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("{} is no longer tailed", topic.name());
            } catch (KafkaException e) {
                LOG.warn("{} is tailed anew: {}", topic.name(), e.toString());
                pauseBriefly();
            } catch (RuntimeException | Error e) {
                // An error, too: without this thread the process would serve from an old memory.
                LOG.error("{} is tailed anew", topic.name(), e);
                pauseBriefly();
            } finally {
                consumer = null;
            }
        }
    }

    private static void pauseBriefly() {
        try {
            Thread.sleep(AFTER_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> opened) {
        var ends = assign(opened);
        while (running) {
            var records = opened.poll(POLL);
            if (!records.isEmpty()) {
                var batch = new ArrayList<Received<V>>(records.count());
                records.forEach(raw -> batch.add(new Received<>(topic, raw)));
                handle(batch);
            }
            for (var partition : caughtUp ? records.partitions() : ends.keySet()) {
                positions.put(partition, opened.position(partition));
            }
            if (!caughtUp) {
                caughtUp =
                        ends.entrySet().stream()
                                .allMatch(
                                        end ->
                                                positions.getOrDefault(end.getKey(), 0L)
                                                        >= end.getValue());
            }
        }
    }

    private Map<TopicPartition, Long> assign(KafkaConsumer<byte[], byte[]> opened) {
        var partitions = new ArrayList<TopicPartition>();
        opened.partitionsFor(topic.name())
                .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        opened.assign(partitions);
        var ends = opened.endOffsets(partitions);
        var starts = from == From.BEGINNING ? opened.beginningOffsets(partitions) : ends;
        for (var partition : partitions) {
            opened.seek(
                    partition,
                    positions.getOrDefault(partition, starts.getOrDefault(partition, 0L)));
        }
        return ends;
    }

    /** A handler that fails on one record must not end the tail for all others. */
    private void handle(List<Received<V>> batch) {
        try {
            handler.on(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                var raw = batch.getFirst().raw();
                LOG.warn(
                        "{}-{}@{} is skipped: {}",
                        raw.topic(),
                        raw.partition(),
                        raw.offset(),
                        e.toString());
                return;
            }
            batch.forEach(one -> handle(List.of(one)));
        }
    }
}
