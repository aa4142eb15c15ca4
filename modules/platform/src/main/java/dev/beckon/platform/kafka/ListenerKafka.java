package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import dev.beckon.platform.sql.Faults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConcurrentContainerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Hands a topic to a handler in batches, as one of a group. A batch counts as done when the handler
 * returns; while a server is away it comes again and again. What cannot be read, and what alone
 * makes the handler fail, goes to the dead letters.
 */
public final class ListenerKafka<V> implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerKafka.class);
    private static final long RETRY_MS = 500;

    /** Records of one batch: what a handler locks for them, it must not hold for long. */
    static final int BATCH_MOST = 500;

    private final Topic<V> topic;
    private final Handler<V> handler;
    private final DeadLettersKafka deadLetters;
    private final Node node;
    private volatile boolean running;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;

    /** Takes a batch, in the order of each key. */
    @FunctionalInterface
    public interface Handler<V> {
        void on(List<V> batch);
    }

    ListenerKafka(
            Map<String, Object> settings,
            DeadLettersKafka deadLetters,
            Node node,
            String group,
            Topic<V> topic,
            Handler<V> handler,
            ConnectionKafka.Haste haste) {
        this.topic = topic;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.node = node;
        var properties = new ContainerProperties(topic.name());
        properties.setGroupId(group);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        // What is not written down comes again, as it does anyway: where a process dies, or where a
        // commit fails and no batch comes after it.
        properties.setSyncCommits(false);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) this::onRecords);
        container =
                new ConcurrentMessageListenerContainer<>(
                        new Consumers(settings, haste), properties);
        container.setBeanName(group + "." + topic.name());
        container.setApplicationEventPublisher(this::onEvent);
        container.setCommonErrorHandler(new UntilItWorks());
    }

    private static final class Consumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

        private final ConnectionKafka.Haste haste;

        private Consumers(Map<String, Object> settings, ConnectionKafka.Haste haste) {
            super(settings);
            this.haste = haste;
        }

        @Override
        protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
            return ConnectionKafka.consumer(settings, haste);
        }
    }

    /** Repeats a batch; but one who was driven out of the group has no say in it any more. */
    private static final class UntilItWorks extends DefaultErrorHandler {

        private UntilItWorks() {
            super(new FixedBackOff(RETRY_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
        }

        @Override
        public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
                Exception thrown,
                ConsumerRecords<?, ?> data,
                Consumer<?, ?> consumer,
                MessageListenerContainer container,
                Runnable invokeListener) {
            giveUpIfFenced(thrown);
            return super.handleBatchAndReturnRemaining(
                    thrown, data, consumer, container, invokeListener);
        }

        @Override
        public void handleBatch(
                Exception thrown,
                ConsumerRecords<?, ?> data,
                Consumer<?, ?> consumer,
                MessageListenerContainer container,
                Runnable invokeListener) {
            giveUpIfFenced(thrown);
            super.handleBatch(thrown, data, consumer, container, invokeListener);
        }

        private static void giveUpIfFenced(Throwable thrown) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof FencedInstanceIdException) {
                    throw new KafkaException("driven out", KafkaException.Level.DEBUG, cause);
                }
            }
        }
    }

    /** Only the stop ends it: one that was driven out of its group comes back. */
    private void onEvent(Object event) {
        if (running
                && event instanceof ConcurrentContainerStoppedEvent stopped
                && stopped.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
            if (stopped.getReason() == ConsumerStoppedEvent.Reason.FENCED) {
                node.fenced(String.valueOf(container.getGroupId()));
            } else {
                LOG.error("{} stopped, and starts anew", container.getBeanName());
            }
            Thread.ofVirtual().start(this::startAnew);
        }
    }

    private void startAnew() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (running) {
                container.stop();
                container.start();
            }
        }
    }

    private record Readable<V>(ConsumerRecord<byte[], byte[]> raw, V value) {}

    private void onRecords(List<ConsumerRecord<byte[], byte[]>> records) {
        var readable = new ArrayList<Readable<V>>(records.size());
        for (var raw : records) {
            try {
                readable.add(new Readable<>(raw, new Received<>(topic, raw).value()));
            } catch (UnreadableRecordException e) {
                deadLetters.put(raw, e);
            }
        }
        handle(readable);
    }

    private void handle(List<Readable<V>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            handler.on(batch.stream().map(Readable::value).toList());
        } catch (RuntimeException e) {
            if (Faults.passing(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                deadLetters.put(batch.getFirst().raw(), e);
                return;
            }
            int half = batch.size() / 2;
            handle(batch.subList(0, half));
            handle(batch.subList(half, batch.size()));
        }
    }

    /** What the consumers say of themselves; nothing while there are none. */
    Map<MetricName, Metric> metrics() {
        var all = new HashMap<MetricName, Metric>();
        container.metrics().values().forEach(all::putAll);
        return all;
    }

    @Override
    public synchronized void start() {
        running = true;
        container.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
