package dev.beckon.loadtest.database;

import dev.beckon.contracts.topic.Topics;
import dev.beckon.loadtest.LoadtestException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The facts that stood in the intake at one moment, and how many of them are done: folded,
 * committed, and all that follows from them taken by Kafka, for only then do the dispatchers commit
 * their offsets. What is told later counts for nothing here.
 */
final class QueueKafka implements AutoCloseable {

    private static final String DISPATCHERS = "dispatcher";

    private static final List<TopicPartition> PARTITIONS =
            IntStream.range(0, Topics.ORDER_INTAKE.partitions())
                    .mapToObj(number -> new TopicPartition(Topics.ORDER_INTAKE.name(), number))
                    .toList();

    private final Admin admin;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> ends;

    QueueKafka(String servers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
        starts = offsets(OffsetSpec.earliest());
        ends = offsets(OffsetSpec.latest());
    }

    long length() {
        return PARTITIONS.stream().mapToLong(each -> at(ends, each) - at(starts, each)).sum();
    }

    long done() {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(DISPATCHERS).partitionsToOffsetAndMetadata());
        return committed.entrySet().stream()
                .mapToLong(
                        each ->
                                Math.min(each.getValue().offset(), at(ends, each.getKey()))
                                        - at(starts, each.getKey()))
                .sum();
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        Map<TopicPartition, ListOffsetsResultInfo> found =
                get(
                        admin.listOffsets(
                                        PARTITIONS.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Function.identity(), _ -> which)))
                                .all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new LoadtestException("Kafka does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("Interrupted while Kafka was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
