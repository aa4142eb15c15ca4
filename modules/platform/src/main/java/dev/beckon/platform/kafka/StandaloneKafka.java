package dev.beckon.platform.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * What an application reads and writes topics with, for a tool that is none: the same settings, and
 * nothing that starts by itself.
 */
public final class StandaloneKafka implements AutoCloseable {

    private final DeadLettersKafka deadLetters;
    private final WriterKafka writer;
    private final KafkaModule.Topics topics;

    /**
     * @param servers of Kafka
     * @param name of the tool among its like
     */
    public StandaloneKafka(String servers, String name) {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(servers.split(",")));
        var connection = new ConnectionKafka(properties);
        var meters = new SimpleMeterRegistry();
        var node = new Node(name);
        deadLetters = new DeadLettersKafka(connection, meters);
        writer = new WriterKafka(connection.producer(), new CloudEvents("/" + name));
        topics = new KafkaModule.Topics(connection, deadLetters, node, meters);
    }

    public WriterKafka writer() {
        return writer;
    }

    public KafkaModule.Topics topics() {
        return topics;
    }

    @Override
    public void close() {
        writer.close();
        deadLetters.close();
    }
}
