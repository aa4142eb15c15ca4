package dev.beckon.platform.kafka;

import dev.beckon.contracts.topic.Topic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Everything that a role needs to read and write topics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaModule {

    /** Opens tails and listeners; there is one for all roles of a process. */
    public record Topics(ConnectionKafka connection, DeadLettersKafka deadLetters) {

        /** The bean that this returns starts and stops with the application. */
        public <V> TailKafka<V> tail(
                Topic<V> topic, TailKafka.From from, TailKafka.Handler<V> handler) {
            return new TailKafka<>(connection, topic, from, handler);
        }

        /** The bean that this returns starts and stops with the application. */
        public <V> ListenerKafka<V> listen(
                String group, Topic<V> topic, ListenerKafka.Handler<V> handler) {
            return new ListenerKafka<>(connection, deadLetters, group, topic, handler);
        }
    }

    @Bean
    ConnectionKafka connectionKafka(KafkaProperties properties) {
        var connection = new ConnectionKafka(properties);
        new TopicsKafka(connection).create();
        return connection;
    }

    @Bean
    WriterKafka writerKafka(
            ConnectionKafka connection, @Value("${beckon.node:beckon}") String node) {
        return new WriterKafka(connection.producer(), "/" + node);
    }

    @Bean
    DeadLettersKafka deadLettersKafka(ConnectionKafka connection) {
        var factory =
                new DefaultKafkaProducerFactory<byte[], byte[]>(connection.producerSettings());
        return new DeadLettersKafka(new KafkaTemplate<>(factory));
    }

    @Bean
    Topics topics(ConnectionKafka connection, DeadLettersKafka deadLetters) {
        return new Topics(connection, deadLetters);
    }

    @Bean
    HealthIndicator kafkaHealth(ConnectionKafka connection) {
        return new HealthKafka(connection);
    }
}
