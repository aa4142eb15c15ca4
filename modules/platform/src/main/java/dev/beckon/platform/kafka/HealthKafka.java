package dev.beckon.platform.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Kafka answers. */
final class HealthKafka implements HealthIndicator, AutoCloseable {

    private static final int ANSWER_S = 2;

    private final Admin admin;

    HealthKafka(ConnectionKafka connection) {
        admin = connection.admin();
    }

    @Override
    public Health health() {
        try {
            var nodes = admin.describeCluster().nodes().get(ANSWER_S, TimeUnit.SECONDS);
            return Health.up().withDetail("brokers", nodes.size()).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (ExecutionException | TimeoutException e) {
            return Health.down(e).build();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
