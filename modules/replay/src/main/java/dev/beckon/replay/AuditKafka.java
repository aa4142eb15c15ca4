package dev.beckon.replay;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the order topics into an {@link Audit}, in no group: nobody notices. */
final class AuditKafka implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final int ANSWER_MS = 10_000;

    private static final String ORIGINAL_TOPIC = "kafka_dlt-original-topic";
    private static final String ORIGINAL_PARTITION = "kafka_dlt-original-partition";
    private static final String ORIGINAL_OFFSET = "kafka_dlt-original-offset";

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.ORDER_INTAKE, Topics.ORDER_EVENTS, Topics.ORDER_STATUS);

    private final String servers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Audit audit;
    private final AuditService.Progress progress;

    private long read;
    private long total;

    AuditKafka(String servers, Audit audit, AuditService.Progress progress) {
        this.servers = servers;
        this.audit = audit;
        this.progress = progress;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                ANSWER_MS,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                5_000,
                                // What was removed before it could be read must not go unnoticed.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * Reads all that is there now, then what answers the questions that are open about it, as long
     * as the patience lasts.
     *
     * @throws IllegalStateException if Kafka does not answer, or a topic is not there
     */
    void read(Duration patience) {
        try {
            var ends = ends();
            total = ends.values().stream().mapToLong(Long::longValue).sum();
            for (var topic :
                    ends.keySet().stream().map(TopicPartition::topic).distinct().toList()) {
                readToEnds(topic, ends);
            }
            audit.seal();
            consumer.assign(ends.keySet());
            consumer.resume(ends.keySet());
            ends.forEach(consumer::seek);
        } catch (KafkaException e) {
            throw away(e);
        }
        readOn(audit::settled, patience);
    }

    /**
     * Goes on where the reading ended: to all that is there by now, and then for what may still
     * come, as long as the patience lasts.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    void readOn(BooleanSupplier enough, Duration patience) {
        try {
            if (enough.getAsBoolean()) {
                return;
            }
            var ends = consumer.endOffsets(consumer.assignment());
            long waitingSinceNs = System.nanoTime();
            while (!enough.getAsBoolean()
                    && System.nanoTime() - waitingSinceNs < patience.toNanos()) {
                var records = consumer.poll(POLL);
                records.forEach(this::take);
                if (!records.isEmpty() && isBehind(ends)) {
                    waitingSinceNs = System.nanoTime();
                }
            }
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private IllegalStateException away(KafkaException e) {
        return new IllegalStateException(
                "Kafka at %s does not answer: %s".formatted(servers, e.getMessage()), e);
    }

    /**
     * Where each partition ends now. What follows from a record is asked for before the record, so
     * that no event is seen without its fact: statuses, events, facts, and dead letters last. They
     * are read the other way round.
     */
    private Map<TopicPartition, Long> ends() {
        var existing = consumer.listTopics();
        var answers = new ArrayList<Map<TopicPartition, Long>>();
        for (var topic : TOPICS.reversed()) {
            if (!existing.containsKey(topic.name())) {
                throw new IllegalStateException(
                        "Kafka at %s has no topic %s".formatted(servers, topic.name()));
            }
            answers.add(consumer.endOffsets(partitions(topic.name())));
        }
        for (var topic : TOPICS) {
            if (existing.containsKey(topic.deadLetters())) {
                answers.add(consumer.endOffsets(partitions(topic.deadLetters())));
            }
        }
        var ends = new LinkedHashMap<TopicPartition, Long>();
        answers.reversed().forEach(ends::putAll);
        return ends;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void readToEnds(String topic, Map<TopicPartition, Long> ends) {
        var unread = new HashSet<TopicPartition>();
        ends.keySet().stream().filter(each -> each.topic().equals(topic)).forEach(unread::add);
        consumer.assign(unread);
        consumer.seekToBeginning(unread);
        var before = read;
        long progressedAtNs = System.nanoTime();
        while (!finished(unread, ends).isEmpty()) {
            for (var record : consumer.poll(POLL)) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    take(record);
                }
            }
            if (read > before) {
                before = read;
                progressedAtNs = System.nanoTime();
                progress.read(Math.min(read, total), total);
            } else if (System.nanoTime() - progressedAtNs > STALLED.toNanos()) {
                throw new KafkaException(
                        "nothing came from %s for %d s".formatted(topic, STALLED.toSeconds()));
            }
        }
    }

    /** Takes out what has been read to its end; what is left is still to be read. */
    private Set<TopicPartition> finished(
            Set<TopicPartition> unread, Map<TopicPartition, Long> ends) {
        var done =
                unread.stream()
                        .filter(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))
                        .toList();
        if (!done.isEmpty()) {
            consumer.pause(done);
            done.forEach(unread::remove);
        }
        return unread;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        read++;
        var origin = new Origin(record.topic(), record.partition(), record.offset());
        try {
            if (record.topic().equals(Topics.ORDER_INTAKE.name())) {
                OrderFact fact = new Received<>(Topics.ORDER_INTAKE, record).value();
                audit.fact(origin, fact);
            } else if (record.topic().equals(Topics.ORDER_EVENTS.name())) {
                OrderEvent event = new Received<>(Topics.ORDER_EVENTS, record).value();
                audit.event(origin, record.timestamp(), event);
            } else if (record.topic().equals(Topics.ORDER_STATUS.name())) {
                takeStatus(origin, new Received<>(Topics.ORDER_STATUS, record));
            } else {
                var original = original(record);
                if (original != null) {
                    audit.deadLetter(original);
                }
            }
        } catch (UnreadableRecordException e) {
            audit.unreadable(origin, String.valueOf(e.getMessage()));
        }
    }

    private void takeStatus(Origin origin, Received<OrderStatus> received) {
        if (received.tombstone()) {
            audit.tombstone(origin, new OrderId(received.key()));
        } else {
            audit.status(origin, received.value());
        }
    }

    /** Where a dead letter came from; null where it does not say. */
    private static @Nullable Origin original(ConsumerRecord<byte[], byte[]> letter) {
        var topic = letter.headers().lastHeader(ORIGINAL_TOPIC);
        var partition = letter.headers().lastHeader(ORIGINAL_PARTITION);
        var offset = letter.headers().lastHeader(ORIGINAL_OFFSET);
        if (topic == null
                || partition == null
                || offset == null
                || partition.value().length != Integer.BYTES
                || offset.value().length != Long.BYTES) {
            return null;
        }
        return new Origin(
                new String(topic.value(), StandardCharsets.UTF_8),
                ByteBuffer.wrap(partition.value()).getInt(),
                ByteBuffer.wrap(offset.value()).getLong());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
