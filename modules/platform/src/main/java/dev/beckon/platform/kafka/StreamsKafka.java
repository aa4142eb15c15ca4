package dev.beckon.platform.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a topology of Kafka Streams as one of a group. What a processor cannot read or bear goes to
 * the dead letters; while Kafka is away it goes on trying.
 */
public final class StreamsKafka implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsKafka.class);
    private static final Duration AFTER_FAULT = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final ConnectionKafka connection;
    private final DeadLettersKafka deadLetters;
    private final Node node;
    private final String application;
    private final Plan plan;
    private volatile @Nullable KafkaStreams streams;

    /** Draws the topology. */
    @FunctionalInterface
    public interface Plan {

        /**
         * @param receivedBytes what Kafka has sent to this process so far; while it answers, that
         *     grows every second or two, whether there are records or not
         */
        Topology draw(LongSupplier receivedBytes);
    }

    StreamsKafka(
            ConnectionKafka connection,
            DeadLettersKafka deadLetters,
            Node node,
            String application,
            Plan plan) {
        this.connection = connection;
        this.deadLetters = deadLetters;
        this.node = node;
        this.application = application;
        this.plan = plan;
    }

    @Override
    public void start() {
        var settings = new Properties();
        settings.putAll(connection.streamsSettings(application, node));
        settings.putAll(PutAside.settings(deadLetters::put));
        var started = new KafkaStreams(plan.draw(this::receivedBytes), settings);
        started.setUncaughtExceptionHandler(this::failed);
        streams = started;
        started.start();
    }

    /** Its place in the group is kept for the length of a session, in case it comes back. */
    @Override
    public void stop() {
        var started = streams;
        streams = null;
        if (started != null && !started.close(GOODBYE)) {
            LOG.warn("{} did not close in time", application);
        }
    }

    @Override
    public boolean isRunning() {
        return streams != null;
    }

    public Health health() {
        var started = streams;
        var state = started == null ? KafkaStreams.State.NOT_RUNNING : started.state();
        return (state.isRunningOrRebalancing() ? Health.up() : Health.down())
                .withDetail("state", state)
                .build();
    }

    /** What the clients say of themselves; nothing while there are none. */
    Map<MetricName, ? extends Metric> metrics() {
        var started = streams;
        return started == null ? Map.of() : started.metrics();
    }

    /** Only the stop ends it: what one thread could not do the next one begins anew. */
    private StreamThreadExceptionResponse failed(Throwable failure) {
        if (isFenced(failure)) {
            node.fenced(application);
        } else {
            LOG.error("{} goes on in a new thread after {}", application, deepest(failure));
        }
        try {
            Thread.sleep(AFTER_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isFenced(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof FencedInstanceIdException || (cause != null && isFenced(cause));
    }

    private static Throwable deepest(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : deepest(cause);
    }

    private long receivedBytes() {
        return metrics().entrySet().stream()
                .filter(
                        metric ->
                                metric.getKey().name().equals("incoming-byte-total")
                                        && metric.getKey().group().equals("consumer-metrics"))
                .mapToLong(metric -> ((Number) metric.getValue().metricValue()).longValue())
                .sum();
    }
}
