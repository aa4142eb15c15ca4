package dev.beckon.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.StreamsKafka;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The role as a process would run it, on a real Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final LatLng PICKUP = new LatLng(52.53017, 13.38291);

    private final List<OrderFact> facts = new CopyOnWriteArrayList<>();
    private final ConfigurableApplicationContext bystander = start(Bystander.class, "bystander");
    private final KafkaModule.Topics topics = bystander.getBean(KafkaModule.Topics.class);
    private final WriterKafka writer = bystander.getBean(WriterKafka.class);
    private final TailKafka<OrderFact> tail =
            topics.tail(
                    "test",
                    Topics.ORDER_INTAKE,
                    TailKafka.From.BEGINNING,
                    ConnectionKafka.Haste.AT_ONCE,
                    batch -> batch.forEach(one -> facts.add(one.value())));

    TrackingTest() {
        tail.start();
        fillPositions();
    }

    /**
     * Where a partition is empty, Kafka Streams begins at its end, and what came by the time that
     * it looks for that is never read. A driver says again where they are; here each does once.
     */
    private void fillPositions() {
        try (var raw = new KafkaProducer<byte[], byte[]>(connection().producerSettings())) {
            for (int i = 0; i < Topics.DRIVER_LOCATIONS.partitions(); i++) {
                var somebody = new DriverId(UUID.randomUUID());
                var value = WriterKafka.encode(new DriverSeen(somebody, now()));
                var key = somebody.value().toString().getBytes(StandardCharsets.UTF_8);
                raw.send(new ProducerRecord<>(Topics.DRIVER_LOCATIONS.name(), i, key, value));
            }
            raw.flush();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, TrackingModule.class})
    static class Application {}

    /** Topics, and nobody who tracks. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PlatformModule.class)
    static class Bystander {}

    private static ConfigurableApplicationContext start(
            Class<?> configuration, String node, String... properties) {
        var services = DevServices.forTests();
        return new SpringApplicationBuilder(configuration)
                .properties(properties)
                .properties(
                        "spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "spring.data.redis.url=" + services.redisUri(),
                        "spring.main.banner-mode=off",
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "logging.level.root=warn",
                        "logging.level.org.apache.kafka.clients=error",
                        "beckon.node=" + node)
                .run();
    }

    @AfterAll
    void stop() {
        tail.stop();
        bystander.close();
    }

    @Test
    void whatHappensWhileNobodyTracksIsTrackedLater() {
        var order = new Statuses(PICKUP);
        var driver = new DriverId(UUID.randomUUID());
        try (var first = start(Application.class, "first")) {
            accepted(order, driver);
            stands(driver, 52.53200);
            awaitFacts(order, DriverArriving.class);
            var health = first.getBean(StreamsKafka.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
        }
        var another = new Statuses(PICKUP);
        var standing = new DriverId(UUID.randomUUID());
        stands(standing, 52.53020);
        accepted(another, standing);
        stands(driver, 52.53015);

        try (var _ = start(Application.class, "second", "beckon.tracking.silent-after=12s")) {
            awaitFacts(order, DriverArriving.class, DriverArrived.class, DriverLost.class);
            awaitFacts(another, DriverArriving.class, DriverArrived.class, DriverLost.class);
        }
    }

    @Test
    void twoShareTheWorkAndOneTakesItOver() {
        var drivers = new ArrayList<DriverId>();
        var orders = new ArrayList<Statuses>();
        for (int i = 0; i < 24; i++) {
            drivers.add(new DriverId(UUID.randomUUID()));
            orders.add(new Statuses(PICKUP));
        }
        try (var one = start(Application.class, "one");
                var _ = start(Application.class, "other")) {
            for (int i = 0; i < 24; i++) {
                accepted(orders.get(i), drivers.get(i));
                stands(drivers.get(i), 52.53200);
            }
            orders.forEach(order -> awaitFacts(order, DriverArriving.class));
            one.close();
            drivers.forEach(driver -> stands(driver, 52.53020));
            orders.forEach(order -> awaitFacts(order, DriverArriving.class, DriverArrived.class));
        }
    }

    @Test
    void kafkaThatGoesAwayIsWaitedFor() {
        var order = new Statuses(PICKUP);
        var driver = new DriverId(UUID.randomUUID());
        try (var application = start(Application.class, "patient")) {
            accepted(order, driver);
            stands(driver, 52.53200);
            awaitFacts(order, DriverArriving.class);

            DevServices.forTests().kafka().restart();
            await().atMost(SOON).ignoreExceptions().untilAsserted(() -> stands(driver, 52.53020));
            awaitFacts(order, DriverArriving.class, DriverArrived.class);
            var health = application.getBean(StreamsKafka.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void poisonGoesToTheDeadLettersAndStallsNobody() {
        var order = new Statuses(PICKUP);
        var driver = new DriverId(UUID.randomUUID());
        var poison = "not json " + driver;
        try (var _ = start(Application.class, "poisoned");
                var raw = new KafkaProducer<byte[], byte[]>(connection().producerSettings())) {
            raw.send(record(Topics.DRIVER_LOCATIONS, driver.value(), poison));
            raw.send(record(Topics.ORDER_STATUS, order.order.value(), poison));
            raw.flush();
            accepted(order, driver);
            stands(driver, 52.53020);
            awaitFacts(order, DriverArriving.class, DriverArrived.class);
        }
        for (var topic : List.of(Topics.DRIVER_LOCATIONS, Topics.ORDER_STATUS)) {
            var letter =
                    deadLetters(topic).stream()
                            .filter(one -> text(one.value()).equals(poison))
                            .findFirst()
                            .orElseThrow();
            var from = letter.headers().lastHeader("kafka_dlt-original-topic");
            assertThat(text(from.value())).isEqualTo(topic.name());
        }
    }

    private ConnectionKafka connection() {
        return topics.connection();
    }

    private static ProducerRecord<byte[], byte[]> record(Topic<?> topic, UUID key, String value) {
        return new ProducerRecord<>(
                topic.name(),
                key.toString().getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic<?> topic) {
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        connection().consumerSettings("letters-" + UUID.randomUUID()))) {
            var partition = new TopicPartition(topic.deadLetters(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letters::add);
            }
        }
        return letters;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void accepted(Statuses order, DriverId driver) {
        writer.send(
                        Topics.ORDER_STATUS,
                        order.status(5, now(), OrderState.ACCEPTED, driver, false, driver))
                .join();
    }

    private void stands(DriverId driver, double lat) {
        writer.send(
                        Topics.DRIVER_LOCATIONS,
                        new DriverLocated(driver, now(), lat, PICKUP.lng(), null, null, null, true))
                .join();
    }

    /** What was stated first of each kind comes in this order. */
    private void awaitFacts(Statuses order, Class<?>... kinds) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                facts.stream()
                                                        .filter(
                                                                fact ->
                                                                        fact.orderId()
                                                                                .equals(
                                                                                        order.order))
                                                        .<Class<?>>map(OrderFact::getClass)
                                                        .distinct())
                                        .containsExactly(kinds));
    }
}
