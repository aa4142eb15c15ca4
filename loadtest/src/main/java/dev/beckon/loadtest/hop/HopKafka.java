package dev.beckon.loadtest.hop;

import dev.beckon.loadtest.LoadtestException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics of the hops: one partition each, as the limit's tool makes its own. */
final class HopKafka {

    private HopKafka() {}

    static void create(String servers, List<String> names) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(
                            names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new LoadtestException("Kafka made no topic: " + e.getCause(), e);
        }
    }
}
