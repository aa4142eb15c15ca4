package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what clients did. What Kafka did not take may be there all the same, and is not told. */
final class FactsKafka {

    private static final Logger LOG = LoggerFactory.getLogger(FactsKafka.class);

    private final WriterKafka writer;

    FactsKafka(WriterKafka writer) {
        this.writer = writer;
    }

    void send(OrderFact fact) {
        send(Topics.ORDER_INTAKE, fact);
    }

    void send(DriverFact fact) {
        send(Topics.DRIVER_INTAKE, fact);
    }

    void send(DriverSeen sign) {
        send(Topics.DRIVER_LOCATIONS, sign);
    }

    /** Done when Kafka has it; whoever waits for that says so if it fails. */
    CompletableFuture<?> tell(DriverSignal signal) {
        return writer.send(Topics.DRIVER_LOCATIONS, signal);
    }

    private <V> void send(Topic<V> topic, V value) {
        writer.send(topic, value)
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.warn(
                                        "{} did not take a {}: {}",
                                        topic.name(),
                                        value.getClass().getSimpleName(),
                                        failure.toString());
                            }
                        });
    }
}
