package dev.beckon.loadtest.database;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Tells the intake facts, as the edge and the gateways do. */
final class IntakeKafka implements AutoCloseable {

    private static final CloudEvents EVENTS = new CloudEvents("loadtest");

    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failure;

    IntakeKafka(String servers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                64 * 1024),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Somebody's order, as it is told to the intake. */
    static OrderPlaced order(LatLng pickup, LatLng dropoff, Instant at) {
        return new OrderPlaced(
                new FactId(UUID.randomUUID()),
                new OrderId(UUID.randomUUID()),
                at,
                Actor.of(new CustomerId(UUID.randomUUID())),
                null,
                Kind.DELIVERY,
                Place.of(pickup.lat(), pickup.lng()),
                Place.of(dropoff.lat(), dropoff.lng()),
                null);
    }

    void tell(OrderFact fact) {
        var topic = Topics.ORDER_INTAKE;
        var record =
                new ProducerRecord<>(
                        topic.name(),
                        topic.key().apply(fact).toString().getBytes(StandardCharsets.UTF_8),
                        WriterKafka.encode(fact));
        EVENTS.headers(topic, fact).forEach(record.headers()::add);
        producer.send(
                record,
                (_, problem) -> {
                    if (problem != null) {
                        failure = problem;
                    }
                });
    }

    /** Returns when Kafka has taken all that was told. */
    void await() {
        producer.flush();
        var problem = failure;
        if (problem != null) {
            throw new LoadtestException("Kafka does not take facts: " + problem, problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
