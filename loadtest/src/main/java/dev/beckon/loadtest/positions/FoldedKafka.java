package dev.beckon.loadtest.positions;

import dev.beckon.contracts.topic.Topics;
import dev.beckon.loadtest.LoadtestException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the positions have come, counted in records. */
final class FoldedKafka implements AutoCloseable {

    private static final String GROUP = "driver-index-locations";

    private final Admin admin;

    FoldedKafka(String servers) {
        admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** In the driver index, or behind later ones that are. */
    long indexed() throws InterruptedException {
        try {
            return admin
                    .listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new LoadtestException("Kafka does not say how far it is: " + e.getCause(), e);
        }
    }

    /** In Kafka. */
    long produced() throws InterruptedException {
        var topic = Topics.DRIVER_LOCATIONS.name();
        try {
            var descriptions = admin.describeTopics(List.of(topic)).allTopicNames().get();
            var partitions =
                    descriptions.values().stream()
                            .flatMap(description -> description.partitions().stream())
                            .collect(
                                    Collectors.toMap(
                                            each -> new TopicPartition(topic, each.partition()),
                                            _ -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new LoadtestException("Kafka does not say how far it is: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
