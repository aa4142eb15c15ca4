package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Everything that a role needs to read and write topics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaModule {

    /** Opens tails, listeners and streams; there is one for all roles of a process. */
    public record Topics(
            ConnectionKafka connection,
            DeadLettersKafka deadLetters,
            Node node,
            MeterRegistry meters) {

        /**
         * The bean that this returns starts and stops with the application.
         *
         * @param reader who reads, for the figures
         */
        public <V> TailKafka<V> tail(
                String reader,
                Topic<V> topic,
                TailKafka.From from,
                ConnectionKafka.Haste haste,
                TailKafka.Handler<V> handler) {
            var tail = new TailKafka<>(connection, topic, from, haste, handler);
            LagMetrics.watch(meters, topic.name(), reader, tail::metrics);
            return tail;
        }

        /**
         * The bean that this returns starts and stops with the application.
         *
         * @param group of this topic's readers alone: what becomes of another topic's would stop
         *     them too
         */
        public <V> ListenerKafka<V> listen(
                String group,
                Topic<V> topic,
                ConnectionKafka.Haste haste,
                ListenerKafka.Handler<V> handler) {
            return listen(group, topic, haste, ListenerKafka.BATCH_MOST, handler);
        }

        /**
         * The same for a handler that wants as much as possible at once.
         *
         * @param most records of a poll; a gathered batch may be twice that
         */
        public <V> ListenerKafka<V> listen(
                String group,
                Topic<V> topic,
                ConnectionKafka.Haste haste,
                int most,
                ListenerKafka.Handler<V> handler) {
            var settings = connection.memberSettings(group, node);
            settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
            var listener =
                    new ListenerKafka<>(settings, deadLetters, node, group, topic, handler, haste);
            LagMetrics.watch(meters, topic.name(), group, listener::metrics);
            return listener;
        }

        /** To ask how far a group has read a topic; the bean that this returns closes itself. */
        public GroupKafka group(String group, Topic<?> topic) {
            return new GroupKafka(connection, group, topic);
        }

        /**
         * The bean that this returns starts and stops with the application.
         *
         * @param application names the group, and begins the names of the stream's own topics
         */
        public StreamsKafka stream(String application, StreamsKafka.Plan plan) {
            var stream = new StreamsKafka(connection, deadLetters, node, application, plan);
            LagMetrics.watch(meters, "all", application, stream::metrics);
            return stream;
        }
    }

    @Bean
    ConnectionKafka connectionKafka(KafkaProperties properties) {
        var connection = new ConnectionKafka(properties);
        new TopicsKafka(connection).create();
        return connection;
    }

    @Bean
    Node node(Environment environment) {
        return Node.of(environment);
    }

    @Bean
    CloudEvents cloudEvents(Node node) {
        return new CloudEvents("/" + node.name());
    }

    @Bean
    WriterKafka writerKafka(ConnectionKafka connection, CloudEvents events) {
        return new WriterKafka(connection.producer(), events);
    }

    @Bean
    DeadLettersKafka deadLettersKafka(ConnectionKafka connection, MeterRegistry meters) {
        return new DeadLettersKafka(connection, meters);
    }

    @Bean
    Topics topics(
            ConnectionKafka connection,
            DeadLettersKafka deadLetters,
            Node node,
            MeterRegistry meters) {
        return new Topics(connection, deadLetters, node, meters);
    }

    @Bean
    HealthIndicator kafkaHealth(ConnectionKafka connection) {
        return new HealthKafka(connection);
    }
}
