package dev.beckon.loadtest.push;

import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what a dispatcher would: orders whose drivers are on their way, and whose time of arrival
 * changes with every version, of which each customer is told.
 */
final class StatusFeedKafka implements AutoCloseable {

    private static final byte[] NOTHING = new byte[0];

    private final CloudEvents events = new CloudEvents("/bench");
    private final KafkaProducer<byte[], byte[]> producer;
    private final Instant at = Instant.now();

    /** One order: its customer's, on its way. */
    private final List<Underway> orders;

    private long version;

    private record Underway(OrderId id, CustomerId customer, DriverId driver, OfferId offer) {}

    StatusFeedKafka(String servers, List<UUID> customers) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", "1"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        orders =
                customers.stream()
                        .map(
                                customer ->
                                        new Underway(
                                                new OrderId(UUID.randomUUID()),
                                                new CustomerId(customer),
                                                new DriverId(UUID.randomUUID()),
                                                new OfferId(UUID.randomUUID())))
                        .toList();
    }

    /** The next versions of all orders. */
    void send(int versions) {
        for (int i = 0; i < versions; i++) {
            version++;
            orders.forEach(order -> send(status(order)));
        }
    }

    /** What the next version has to say to its customer, as the gateway says it. */
    static String message() {
        return Json.topics()
                .writeValueAsString(
                        new ServerMessage.DriverArriving(
                                Instant.now(), new OrderId(UUID.randomUUID()), 1_234, 321));
    }

    private OrderStatus status(Underway order) {
        int etaS = 300 + (int) (version % 100);
        return new OrderStatus(
                order.id(),
                version,
                at,
                OrderState.ARRIVING,
                order.customer(),
                Kind.DELIVERY,
                new Place(52.52, 13.405, "Alexanderplatz 1"),
                new Place(52.5, 13.38, "Mehringdamm 2"),
                null,
                at,
                null,
                0,
                null,
                List.of(
                        new OrderStatus.Offer(
                                order.offer(),
                                order.driver(),
                                OfferState.ACCEPTED,
                                812.3,
                                etaS,
                                at,
                                null)),
                new OrderStatus.Assignment(order.driver(), order.offer(), 1, etaS, false),
                null,
                List.of());
    }

    private void send(OrderStatus status) {
        var record =
                new ProducerRecord<>(
                        Topics.ORDER_STATUS.name(),
                        text(status.orderId().toString()),
                        WriterKafka.encode(status));
        events.headers(Topics.ORDER_STATUS, status).forEach(record.headers()::add);
        var offer = status.offers().getFirst();
        record.headers().add("ce_parties", text(status.customerId() + "," + offer.driverId()));
        record.headers().add("ce_causes", NOTHING);
        producer.send(record);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
