package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
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
    public record Topics(ConnectionKafka connection, DeadLettersKafka deadLetters, Node node) {

        /** The bean that this returns starts and stops with the application. */
        public <V> TailKafka<V> tail(
                Topic<V> topic, TailKafka.From from, TailKafka.Handler<V> handler) {
            return new TailKafka<>(connection, topic, from, handler);
        }

        /**
         * The bean that this returns starts and stops with the application.
         *
         * @param group of this topic's readers alone: what becomes of another topic's would stop
         *     them too
         */
        public <V> ListenerKafka<V> listen(
                String group, Topic<V> topic, ListenerKafka.Handler<V> handler) {
            return new ListenerKafka<>(connection, deadLetters, node, group, topic, handler);
        }

        /**
         * The bean that this returns starts and stops with the application.
         *
         * @param application names the group, and begins the names of the stream's own topics
         */
        public StreamsKafka stream(String application, StreamsKafka.Plan plan) {
            return new StreamsKafka(connection, deadLetters, node, application, plan);
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
    DeadLettersKafka deadLettersKafka(ConnectionKafka connection) {
        return new DeadLettersKafka(connection);
    }

    @Bean
    Topics topics(ConnectionKafka connection, DeadLettersKafka deadLetters, Node node) {
        return new Topics(connection, deadLetters, node);
    }

    @Bean
    HealthIndicator kafkaHealth(ConnectionKafka connection) {
        return new HealthKafka(connection);
    }
}
