package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.time.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are not there; waits for Kafka as long as it takes. */
public final class TopicsKafka {

    private final ConnectionKafka connection;

    TopicsKafka(ConnectionKafka connection) {
        this.connection = connection;
    }

    void create() {
        Patience.until(
                "Kafka at " + connection.servers(),
                () -> {
                    var admin = connection.admin();
                    try {
                        createMissing(admin);
                    } finally {
                        // Without a word to servers that may not be there.
                        admin.close(Duration.ZERO);
                    }
                });
    }

    private static void createMissing(Admin admin) throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var wanted = new ArrayList<NewTopic>();
        for (Topic<?> topic : Topics.all()) {
            wanted.add(
                    new NewTopic(topic.name(), topic.partitions(), (short) -1)
                            .configs(settings(topic)));
            wanted.add(
                    new NewTopic(topic.deadLetters(), 1, (short) -1)
                            .configs(
                                    Map.of(
                                            TopicConfig.RETENTION_MS_CONFIG,
                                            "-1",
                                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                            Integer.toString(DeadLettersKafka.MOST_BYTES))));
        }
        wanted.removeIf(topic -> existing.contains(topic.name()));
        for (var created : admin.createTopics(wanted).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, String> settings(Topic<?> topic) {
        var settings = new HashMap<String, String>();
        var kept = topic.kept();
        var compaction = topic.compaction();
        if (compaction == null) {
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    kept == null ? "-1" : Long.toString(kept.toMillis()));
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            settings.put(
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    Long.toString(compaction.minLag().toMillis()));
            settings.put(
                    TopicConfig.SEGMENT_MS_CONFIG, Long.toString(compaction.segment().toMillis()));
        }
        return settings;
    }
}
