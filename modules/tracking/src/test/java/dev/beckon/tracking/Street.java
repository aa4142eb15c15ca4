package dev.beckon.tracking;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.PutAside;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topology without a broker, and one straight street: a place is metres from its end, and
 * everybody drives at 10 m/s.
 */
final class Street implements AutoCloseable {

    static final Duration SILENT_AFTER = Duration.ofMinutes(5);

    private static final double DEGREES_PER_M = 1e-5;
    private static final Duration TICK = Duration.ofSeconds(2);

    final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private boolean kafkaAnswers = true;
    private boolean mapIsBroken;
    private long receivedBytes;
    private TopologyTestDriver driver = start();

    private TopologyTestDriver start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tracking");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.putAll(PutAside.settings((record, _) -> deadLetters.add(record)));
        var topology =
                new TrackingTopology(
                        SILENT_AFTER,
                        new Ways(Street::metres, this::seconds),
                        new CloudEvents("/street"));
        return new TopologyTestDriver(topology.build(() -> receivedBytes), settings, now);
    }

    static LatLng at(double metres) {
        return new LatLng(0, metres * DEGREES_PER_M);
    }

    private static double metres(LatLng from, LatLng to) {
        return Math.abs(from.lng() - to.lng()) / DEGREES_PER_M;
    }

    private double seconds(LatLng from, LatLng to) {
        if (mapIsBroken) {
            throw new IllegalStateException("planted");
        }
        return metres(from, to) / 10;
    }

    Instant now() {
        return now;
    }

    void mapIsBroken(boolean broken) {
        mapIsBroken = broken;
    }

    void kafkaAnswers(boolean answers) {
        kafkaAnswers = answers;
    }

    /** Looked at every two seconds, as in life. */
    void pass(Duration time) {
        for (var left = time; left.isPositive(); left = left.minus(TICK)) {
            jump(TICK);
        }
    }

    /** All at once: the process stood still. */
    void jump(Duration time) {
        receivedBytes += kafkaAnswers ? 1 : 0;
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Another process takes over with what the stores' topics hold. */
    void restart() {
        var old = driver;
        driver = start();
        copy(old, FollowingTopology.FOLLOWED);
        copy(old, FollowingTopology.SEEN);
        old.close();
    }

    private void copy(TopologyTestDriver old, String store) {
        KeyValueStore<UUID, Object> from = old.getKeyValueStore(store);
        KeyValueStore<UUID, Object> to = driver.getKeyValueStore(store);
        try (var all = from.all()) {
            all.forEachRemaining(one -> to.put(one.key, one.value));
        }
    }

    void stands(DriverId who, double metres) {
        says(new DriverLocated(who, now, 0, metres * DEGREES_PER_M, null, null, null, true));
    }

    /** Over HTTP: a position, and no sign of life. */
    void isSaidToStand(DriverId who, double metres) {
        says(new DriverLocated(who, now, 0, metres * DEGREES_PER_M, null, null, null, false));
    }

    void stoodAt(DriverId who, double metres, Instant at) {
        says(new DriverLocated(who, at, 0, metres * DEGREES_PER_M, null, null, null, true));
    }

    void isSeen(DriverId who) {
        says(new DriverSeen(who, now));
    }

    void isGone(DriverId who) {
        says(new DriverGone(who, now));
    }

    private void says(DriverSignal signal) {
        put(Topics.DRIVER_LOCATIONS, signal.driverId().value(), WriterKafka.encode(signal), now);
    }

    /** Behind the log: it was written long ago and is read now. */
    void wasSeen(DriverId who, Instant at) {
        var signal = new DriverSeen(who, at);
        put(Topics.DRIVER_LOCATIONS, who.value(), WriterKafka.encode(signal), at);
    }

    void publish(OrderStatus status) {
        put(Topics.ORDER_STATUS, status.orderId().value(), WriterKafka.encode(status), now);
    }

    void accepted(Statuses order, long version, DriverId who) {
        publish(order.status(version, now, OrderState.ACCEPTED, who, false, who));
    }

    void put(Topic<?> topic, @Nullable UUID key, byte @Nullable [] value, Instant at) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(
                                key == null
                                        ? null
                                        : key.toString().getBytes(StandardCharsets.UTF_8),
                                value,
                                at));
    }

    /** What was stated since the last time that somebody asked. */
    List<OrderFact> facts() {
        return records().stream().map(record -> fact(record)).toList();
    }

    List<TestRecord<byte[], byte[]>> records() {
        return driver.createOutputTopic(
                        Topics.ORDER_INTAKE.name(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static OrderFact fact(TestRecord<byte[], byte[]> record) {
        var fact = Json.topics().readValue(record.value(), OrderFact.class);
        if (!fact.actor().equals(Actor.SYSTEM)
                || !fact.orderId().toString().equals(text(record.key()))) {
            throw new AssertionError("nobody else's fact: " + fact);
        }
        return fact;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The same in a line. */
    String story() {
        return facts().stream()
                .map(
                        fact ->
                                switch (fact) {
                                    case DriverArriving arriving -> "ARRIVING " + arriving.etaS();
                                    case DriverArrived _ -> "ARRIVED";
                                    case DriverLost _ -> "LOST";
                                    default -> throw new AssertionError(fact);
                                })
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        driver.close();
    }
}
