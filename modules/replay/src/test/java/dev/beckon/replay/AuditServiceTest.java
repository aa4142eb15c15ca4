package dev.beckon.replay;

import static dev.beckon.contracts.offer.OfferState.DECLINED;
import static dev.beckon.contracts.offer.OfferState.EXPIRED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.DatabaseProperties;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real topics and tables, each test with fresh ones. */
class AuditServiceTest {

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.ORDER_INTAKE, Topics.ORDER_EVENTS, Topics.ORDER_STATUS);

    /** A set for each test: a topic that is deleted and made anew is not always empty at once. */
    private final DevServices services = DevServices.fresh();

    private final String servers = services.bootstrapServers();
    private final DatabaseProperties database =
            new DatabaseProperties(
                    services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
    private final AuditService audit = new AuditService(Duration.ofSeconds(1));

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    // The broker forgets a producer whose records are days old, and their sequence.
                    Map.of(
                            "bootstrap.servers", servers,
                            "enable.idempotence", "false",
                            "max.in.flight.requests.per.connection", "1"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    private void create(List<Topic<?>> wanted) throws Exception {
        var topics = new ArrayList<NewTopic>();
        // The histories are older than a broker keeps records by default.
        var kept = Map.of("retention.ms", "-1");
        for (var topic : wanted) {
            topics.add(new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(kept));
        }
        topics.add(new NewTopic(Topics.ORDER_INTAKE.deadLetters(), 1, (short) 1).configs(kept));
        admin.createTopics(topics).all().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        producer.close();
        admin.close();
        services.close();
    }

    @Test
    void aValidHistoryIsCleanOnTopicsAndInTables() throws Exception {
        create(TOPICS);
        var story = GeneratedStory.of(7, 200, 15);
        write(story);
        try (var tables = tables(story)) {
            var heard = new ArrayList<String>();
            var report =
                    audit.run(servers, database, (done, total) -> heard.add(done + "/" + total));
            assertThat(report.breaches()).isEmpty();
            assertThat(report.counts().orders()).isEqualTo(200);
            assertThat(report.counts().events()).isEqualTo(story.events.size());
            assertThat(report.rules()).containsKey(Rule.STORED_DRIVERS);
            long records = report.counts().records();
            assertThat(heard).last().isEqualTo(records + "/" + records);
            assertThat(tables.isClosed()).isFalse();
        }
    }

    @Test
    void plantedBreachesOnTopicsAreAllFound() throws Exception {
        create(TOPICS);
        var drawn = new Drawn();
        drawn.order("lost").placed();
        var held = drawn.order("held").begun().offer("twice", 1);
        drawn.order("other").begun().offer("twice", 2).closed("twice", 2, DECLINED);
        held.closed("twice", 1, EXPIRED).closed("twice", 1, DECLINED);
        drawn.order("phantom").opened().search();
        drawn.order("ended").begun().ride("a", 1).cancelled(null, null);
        drawn.order("two").begun().offer("b", 1).offer("c", 1).accepted("b", 1).accepted("c", 1);
        drawn.order("swapped").begun().offer("e", 1).accepted("e", 1).released("e", 2);
        drawn.order("unfoldable").begun().offer("f", 1).accepted("f", 1).offer("g", 1);
        drawn.order("again").begun().offer("i", 1).accepted("i", 1).arrived("i").arrived("i");
        var back = drawn.order("back").begun();
        drawn.seconds(-10);
        back.noDriver();
        var story = drawn.story;
        drawn.order("gap").begun().ride("h", 1);
        story.dropEvent(e -> e.orderId().value().equals(Story.uuid("gap")) && e.version() == 3);
        drawn.order("differs").begun().noDriver();
        story.events.add(Mutations.at(story.events.getLast(), Drawn.START.plusSeconds(500)));
        drawn.order("status").begun().noDriver();
        story.changeStatus(
                new OrderId(Story.uuid("status")), s -> Mutations.state(s, OrderState.DELIVERED));
        var expected = GeneratedStory.of(8, 200, 15);
        story.facts.addAll(expected.facts);
        story.events.addAll(expected.events);
        story.statuses.addAll(expected.statuses);
        write(story);
        write("order-intake", 3, "no order", "not JSON");
        write("order-intake", 3, "no order", "not JSON either");
        deadLetter("order-intake", 3, offset("order-intake", 3) - 1);

        var report = audit.run(servers, null, (_, _) -> {});

        var pure = story.into(new Audit(Story.NOW, false));
        pure.unreadable(new Origin("order-intake", 3, offset("order-intake", 3) - 2), "");
        pure.seal();
        assertThat(sentences(report)).isEqualTo(sentences(pure.report(0)));
        assertThat(report.rules())
                .allSatisfy((rule, breaches) -> assertThat(breaches).as("%s", rule).isPositive());
        assertThat(report.counts().deadLetters()).isEqualTo(1);
    }

    @Test
    void plantedBreachesInTablesAreAllFound() throws Exception {
        create(TOPICS);
        var story = GeneratedStory.of(9, 50, 8);
        write(story);
        var last = story.statuses.getLast();
        // Behind all others of its partition, where no later one betrays that it was passed over.
        var drawn = new Drawn();
        drawn.order("passed over").placed();
        write(drawn.story);
        try (var tables = tables(story)) {
            for (var sql :
                    List.of(
                            "UPDATE dispatch.orders SET state = 'PLACED' WHERE id = '%s'"
                                    .formatted(story.events.getFirst().orderId()),
                            "UPDATE dispatch.orders SET version = version + 1 WHERE id = '%s'"
                                    .formatted(last.orderId()),
                            "DELETE FROM dispatch.events WHERE version = 2 AND order_id = '%s'"
                                    .formatted(story.events.getFirst().orderId()),
                            "UPDATE dispatch.drivers SET held_by = id, token = 1",
                            "INSERT INTO dispatch.orders VALUES ('%s', 1, 'PLACED')"
                                    .formatted(Story.uuid("in no topic")),
                            "INSERT INTO dispatch.drivers VALUES ('%1$s', '%1$s', 77)"
                                    .formatted(Story.uuid("held for nobody")))) {
                execute(tables, sql);
            }
            execute(
                    tables,
                    "INSERT INTO dispatch.events VALUES (?, ?, ?::json)",
                    last.orderId().value(),
                    last.version() + 1,
                    body(Mutations.version(eventOf(story, last), last.version() + 1)));
            var report = audit.run(servers, database, (_, _) -> {});
            assertThat(report.rules())
                    .containsEntry(Rule.OUTCOMES, 1L)
                    .containsEntry(Rule.STORED_ORDERS, 3L)
                    .containsEntry(Rule.STORED_EVENTS, 2L);
            assertThat(sentences(report))
                    .contains(
                            "OUTCOMES order %s was acknowledged and never decided on"
                                    .formatted(Story.uuid("passed over")),
                            "STORED_ORDERS order %s has version %d in the database, and events up to %d"
                                    .formatted(last.orderId(), last.version() + 1, last.version()),
                            "STORED_ORDERS order %s has version 1 in the database, and events up to 0"
                                    .formatted(Story.uuid("in no topic")),
                            "STORED_DRIVERS driver %s is held in the database under token 77, which no event names"
                                    .formatted(Story.uuid("held for nobody")));
            assertThat(report.counts().left()).isZero();
        }
    }

    private static OrderEvent eventOf(Story story, OrderStatus status) {
        return story.events.get(
                story.find(
                        e ->
                                e.orderId().equals(status.orderId())
                                        && e.version() == status.version()));
    }

    /** A dispatcher that has committed, and publishes while the audit reads. */
    @Test
    void whatIsPublishedMeanwhileIsWaitedFor() throws Exception {
        create(TOPICS);
        var drawn = new Drawn();
        var order = drawn.order("A").begun();
        write(drawn.story);
        var before = drawn.story.copy();
        order.offer("d", 7);
        var published = new AtomicBoolean();
        AuditService.Progress publishing =
                (_, _) -> {
                    if (published.compareAndSet(false, true)) {
                        write(Topics.ORDER_INTAKE, drawn.story.facts.getLast());
                        write(Topics.ORDER_EVENTS, drawn.story.events.getLast());
                        write(Topics.ORDER_STATUS, drawn.story.statuses.getLast());
                        producer.flush();
                    }
                };
        try (var tables = tables(drawn.story)) {
            var report = audit.run(servers, database, publishing);
            assertThat(report.breaches()).isEmpty();
            assertThat(report.counts().events()).isEqualTo(before.events.size() + 1);
            assertThat(tables.isClosed()).isFalse();
        }
    }

    @Test
    void aMissingTopicIsNamed() throws Exception {
        create(List.of(Topics.ORDER_INTAKE, Topics.ORDER_EVENTS));
        assertThatThrownBy(() -> audit.run(servers, null, (_, _) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no topic order-status");
    }

    private static TreeSet<String> sentences(AuditReport report) {
        var sentences = new TreeSet<String>();
        for (var breach : report.breaches()) {
            sentences.add(
                    breach.rule() == Rule.READABLE
                            ? breach.rule() + " " + breach.about()
                            : breach.rule() + " " + breach.about() + " " + breach.sentence());
        }
        return sentences;
    }

    private void write(Story story) {
        story.facts.forEach(fact -> write(Topics.ORDER_INTAKE, fact));
        story.events.forEach(event -> write(Topics.ORDER_EVENTS, event));
        story.statuses.forEach(status -> write(Topics.ORDER_STATUS, status));
        producer.flush();
    }

    private <V> void write(Topic<V> topic, V value) {
        producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        null,
                        topic.at().apply(value).toEpochMilli(),
                        topic.key().apply(value).toString().getBytes(UTF_8),
                        WriterKafka.encode(value)));
    }

    private void write(String topic, int partition, String key, String value) {
        producer.send(
                new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value.getBytes(UTF_8)));
        producer.flush();
    }

    private void deadLetter(String topic, int partition, long offset) {
        var letter = new ProducerRecord<byte[], byte[]>(topic + ".dlt", new byte[0], new byte[0]);
        letter.headers()
                .add("kafka_dlt-original-topic", topic.getBytes(UTF_8))
                .add(
                        "kafka_dlt-original-partition",
                        ByteBuffer.allocate(4).putInt(partition).array())
                .add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(offset).array());
        producer.send(letter);
        producer.flush();
    }

    private long offset(String topic, int partition) throws Exception {
        var at = new TopicPartition(topic, partition);
        return admin.listOffsets(Map.of(at, OffsetSpec.latest()))
                .partitionResult(at)
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    /** The dispatcher's tables as this history leaves them. */
    private Connection tables(Story story) throws Exception {
        var connection =
                DriverManager.getConnection(
                        database.url(), database.username(), database.password());
        for (var sql :
                List.of(
                        "DROP SCHEMA IF EXISTS dispatch CASCADE",
                        "CREATE SCHEMA dispatch",
                        "CREATE TABLE dispatch.partitions (partition int PRIMARY KEY, folded"
                                + " bigint)",
                        "CREATE TABLE dispatch.orders (id uuid PRIMARY KEY, version bigint, state"
                                + " text)",
                        "CREATE VIEW dispatch.all_orders AS SELECT * FROM dispatch.orders",
                        "CREATE TABLE dispatch.events (order_id uuid, version bigint, body json,"
                                + " PRIMARY KEY (order_id, version))",
                        "CREATE TABLE dispatch.drivers (id uuid PRIMARY KEY, held_by uuid, token"
                                + " bigint)")) {
            execute(connection, sql);
        }
        for (int i = 0; i < Topics.ORDER_INTAKE.partitions(); i++) {
            execute(
                    connection,
                    "INSERT INTO dispatch.partitions VALUES (?, ?)",
                    i,
                    offset(Topics.ORDER_INTAKE.name(), i));
        }
        var last = new HashMap<OrderId, OrderStatus>();
        story.statuses.forEach(status -> last.put(status.orderId(), status));
        for (var status : last.values()) {
            execute(
                    connection,
                    "INSERT INTO dispatch.orders VALUES (?, ?, ?)",
                    status.orderId().value(),
                    status.version(),
                    status.state().name());
        }
        var held = new HashMap<DriverId, Long>();
        var tokens = new HashMap<DriverId, Long>();
        for (var event : story.events) {
            execute(
                    connection,
                    "INSERT INTO dispatch.events VALUES (?, ?, ?::json)",
                    event.orderId().value(),
                    event.version(),
                    body(event));
            if (event instanceof OfferMade offer) {
                tokens.put(offer.driverId(), offer.token());
                held.put(offer.driverId(), offer.token());
            } else if (event instanceof OrderEvent.Release release && release.driverId() != null) {
                held.remove(release.driverId());
            }
        }
        for (var driver : tokens.entrySet()) {
            var holder = held.containsKey(driver.getKey()) ? UUID.randomUUID() : null;
            execute(
                    connection,
                    "INSERT INTO dispatch.drivers VALUES (?, ?, ?)",
                    driver.getKey().value(),
                    holder,
                    driver.getValue());
        }
        return connection;
    }

    private static String body(OrderEvent event) {
        return new String(WriterKafka.encode(event), UTF_8);
    }

    private static void execute(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
