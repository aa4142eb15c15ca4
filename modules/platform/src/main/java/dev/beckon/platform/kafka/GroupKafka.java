package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a group has read a topic, as the broker knows it: its members may be anywhere. */
public final class GroupKafka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupKafka.class);
    private static final int ANSWER_S = 2;

    private final Admin admin;
    private final String group;
    private final Topic<?> topic;

    GroupKafka(ConnectionKafka connection, String group, Topic<?> topic) {
        admin = connection.admin();
        this.group = group;
        this.topic = topic;
    }

    /**
     * Offsets of one partition.
     *
     * @param end where the next record will stand
     * @param read the first that the group has not read; 0 where it never read any
     */
    public record Progress(long end, long read) {}

    /** Each partition's; empty where Kafka does not answer. */
    public Optional<Map<Integer, Progress>> find() {
        try {
            var progress = new HashMap<Integer, Progress>();
            // The end is asked for last, so that nobody has read further.
            var read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
            var committed = read.get(ANSWER_S, TimeUnit.SECONDS);
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            for (int partition = 0; partition < topic.partitions(); partition++) {
                asked.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
            var ends = admin.listOffsets(asked).all().get(ANSWER_S, TimeUnit.SECONDS);
            ends.forEach(
                    (partition, end) -> {
                        var known = committed.get(partition);
                        progress.put(
                                partition.partition(),
                                new Progress(end.offset(), known == null ? 0 : known.offset()));
                    });
            return Optional.of(progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("nobody knows how far {} has read {}", group, topic.name(), e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
