package dev.beckon.loadtest.database;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.platform.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Customers and drivers without sockets: so many orders are always under way, and every driver
 * accepts, picks up and delivers at once. A closed loop: it measures what an order costs, not how
 * long it takes.
 */
final class CrowdKafka implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    /** After this without an order that ended, something is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> statuses;
    private final IntakeKafka intake;
    private final int atOnce;
    private final Map<OrderId, Stage> underWay = new HashMap<>();
    private long delivered;
    private long unserved;
    private long progressedNs;

    /** What was said of an order last, so that nothing is said twice. */
    private record Stage(@Nullable UUID answered, boolean driven) {}

    /**
     * @param atOnce how many orders are under way
     */
    CrowdKafka(String servers, int atOnce) {
        this.atOnce = atOnce;
        this.intake = new IntakeKafka(servers);
        this.statuses =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                2_000),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                IntStream.range(0, Topics.ORDER_STATUS.partitions())
                        .mapToObj(each -> new TopicPartition(Topics.ORDER_STATUS.name(), each))
                        .toList();
        statuses.assign(partitions);
        statuses.seekToEnd(partitions);
        // The seek is lazy, and the first status must not come before it.
        partitions.forEach(statuses::position);
    }

    /** Returns when so many more are delivered; others are under way then. */
    void deliver(int orders, Supplier<LatLng> places) {
        long goal = delivered + orders;
        progressedNs = System.nanoTime();
        while (delivered < goal) {
            while (underWay.size() < atOnce) {
                var order = IntakeKafka.order(places.get(), places.get(), Instant.now());
                underWay.put(order.orderId(), new Stage(null, false));
                intake.tell(order);
            }
            react();
        }
    }

    /** Returns when nothing is under way any more. */
    void rest() {
        progressedNs = System.nanoTime();
        while (!underWay.isEmpty()) {
            react();
        }
        intake.await();
    }

    long delivered() {
        return delivered;
    }

    /** Orders that ended without a driver so far. */
    long unserved() {
        return unserved;
    }

    private void react() {
        statuses.poll(POLL).forEach(this::take);
        if (System.nanoTime() - progressedNs > PATIENCE.toNanos()) {
            throw new LoadtestException(
                    "%d orders are under way, and none has ended for %d s: see the log of the"
                                    .formatted(underWay.size(), PATIENCE.toSeconds())
                            + " application");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> raw) {
        var received = new Received<>(Topics.ORDER_STATUS, raw);
        if (received.tombstone()) {
            return;
        }
        OrderStatus status = received.value();
        var stage = underWay.get(status.orderId());
        var assignment = status.assignment();
        if (stage == null) {
            return;
        }
        if (status.state().ended()) {
            underWay.remove(status.orderId());
            progressedNs = System.nanoTime();
            if (status.state() == OrderState.DELIVERED) {
                delivered++;
            } else {
                unserved++;
            }
        } else if (status.state() == OrderState.OFFERED) {
            answer(status, stage);
        } else if (assignment != null && !stage.driven()) {
            drive(status.orderId(), assignment.driverId());
            underWay.put(status.orderId(), new Stage(stage.answered(), true));
        }
    }

    private void answer(OrderStatus status, Stage stage) {
        for (var offer : status.offers()) {
            if (offer.state() == OfferState.OPEN
                    && !offer.offerId().value().equals(stage.answered())) {
                var id = status.orderId();
                var by = Actor.of(offer.driverId());
                var now = Instant.now();
                intake.tell(new OfferReceived(fact(), id, now, by, null, offer.offerId()));
                intake.tell(
                        new OfferAnswered(
                                fact(), id, now, by, null, offer.offerId(), Answer.ACCEPT, null));
                underWay.put(id, new Stage(offer.offerId().value(), false));
            }
        }
    }

    private void drive(OrderId order, DriverId driver) {
        var by = Actor.of(driver);
        var now = Instant.now();
        intake.tell(new PickedUp(fact(), order, now, by, null, driver));
        intake.tell(new Delivered(fact(), order, now, by, null, driver));
    }

    private static FactId fact() {
        return new FactId(UUID.randomUUID());
    }

    @Override
    public void close() {
        statuses.close();
        intake.close();
    }
}
