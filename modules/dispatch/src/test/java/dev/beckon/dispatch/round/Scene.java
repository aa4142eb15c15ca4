package dev.beckon.dispatch.round;

import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A dispatcher on real servers, with the test as customers, drivers and gateway. */
public final class Scene implements AutoCloseable {

    public static final Duration SOON = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext application;
    private final WriterKafka writer;
    private final TailKafka<OrderStatus> statusTail;
    private final TailKafka<OrderEvent> eventTail;
    private final TailKafka<OrderReply> replyTail;
    private final Map<OrderId, OrderStatus> statuses = new ConcurrentHashMap<>();
    private final List<OrderEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> causes = new CopyOnWriteArrayList<>();
    private final Set<OrderId> tombstones = ConcurrentHashMap.newKeySet();
    private final Map<FactId, OrderReply> replies = new ConcurrentHashMap<>();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class, DispatcherModule.class})
    public static class Application {}

    /** Tables and topics, and nobody who folds. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class})
    public static class Bystander {}

    private Scene(ConfigurableApplicationContext application) {
        this.application = application;
        writer = application.getBean(WriterKafka.class);
        var topics = application.getBean(KafkaModule.Topics.class);
        statusTail =
                topics.tail(
                        "test",
                        Topics.ORDER_STATUS,
                        TailKafka.From.BEGINNING,
                        ConnectionKafka.Haste.AT_ONCE,
                        this::onStatuses);
        eventTail =
                topics.tail(
                        "test",
                        Topics.ORDER_EVENTS,
                        TailKafka.From.BEGINNING,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch -> batch.forEach(one -> events.add(one.value())));
        replyTail =
                topics.tail(
                        "test",
                        Topics.ORDER_REPLIES,
                        TailKafka.From.BEGINNING,
                        ConnectionKafka.Haste.AT_ONCE,
                        batch ->
                                batch.forEach(
                                        one -> replies.put(one.value().factId(), one.value())));
        statusTail.start();
        eventTail.start();
        replyTail.start();
    }

    /** One dispatcher with the product's own settings. */
    public static Scene open(String node) {
        return open(Application.class, node);
    }

    /**
     * @param properties beyond those that lead to the servers
     */
    public static Scene open(Class<?> configuration, String node, String... properties) {
        return new Scene(application(configuration, node, properties));
    }

    /** An application alone, with nobody who follows what it publishes. */
    public static ConfigurableApplicationContext application(
            Class<?> configuration, String node, String... properties) {
        var services = DevServices.forTests();
        return new SpringApplicationBuilder(configuration)
                .properties(properties)
                .properties(
                        "spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "spring.datasource.url=" + services.jdbcUrl(),
                        "spring.data.redis.url=" + services.redisUri(),
                        "spring.main.banner-mode=off",
                        "server.port=0",
                        "beckon.node=" + node)
                .run();
    }

    private void onStatuses(List<Received<OrderStatus>> batch) {
        for (var one : batch) {
            if (one.tombstone()) {
                tombstones.add(new OrderId(one.key()));
            } else {
                causes.add(String.valueOf(one.header("ce_causes")));
                var status = one.value();
                statuses.merge(
                        status.orderId(), status, (a, b) -> a.version() >= b.version() ? a : b);
            }
        }
    }

    public Database database() {
        return application.getBean("dispatchDatabase", Database.class);
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** A driver on shift who has just been seen here. */
    public DriverId driver(double lat, double lng) {
        var driver = new DriverId(UUID.randomUUID());
        online(driver, Set.of());
        seen(driver, lat, lng, now());
        awaitIndexed(driver);
        return driver;
    }

    public void online(DriverId driver, Set<Kind> kinds) {
        shift(driver, 1, ShiftState.ONLINE, kinds);
    }

    public void shift(DriverId driver, long version, ShiftState state, Set<Kind> kinds) {
        writer.send(
                Topics.DRIVER_SHIFTS,
                new DriverShift(
                        driver,
                        version,
                        now(),
                        state,
                        new DriverProfile("Sam", "blue bicycle", null, kinds),
                        List.of()));
    }

    public void seen(DriverId driver, double lat, double lng, Instant at) {
        writer.send(
                Topics.DRIVER_LOCATIONS,
                new DriverLocated(driver, at, lat, lng, null, null, null, true));
    }

    /** The last socket of the driver has closed. */
    public void gone(DriverId driver, Instant at) {
        writer.send(Topics.DRIVER_LOCATIONS, new DriverGone(driver, at));
    }

    public void awaitIndexed(DriverId driver) {
        await().atMost(SOON)
                .until(
                        () ->
                                database()
                                        .dsl()
                                        .fetchSingle(
                                                """
                                                SELECT count(*) FROM drivers
                                                WHERE id = ? AND on_shift AND location IS NOT NULL
                                                """,
                                                driver.value())
                                        .get(0, Integer.class),
                        found -> found == 1);
    }

    public OrderId place(double lat, double lng) {
        return place(new CustomerId(UUID.randomUUID()), lat, lng, Kind.DELIVERY);
    }

    public OrderId place(CustomerId customer, double lat, double lng, Kind kind) {
        var order = new OrderId(UUID.randomUUID());
        send(
                new OrderFact.OrderPlaced(
                        newFact(),
                        order,
                        now(),
                        Actor.of(customer),
                        null,
                        kind,
                        Place.of(lat, lng),
                        Place.of(lat, lng),
                        null));
        return order;
    }

    public void send(OrderFact fact) {
        writer.send(Topics.ORDER_INTAKE, fact).join();
    }

    /** The driver who is asked, once somebody is. */
    public OrderStatus.Offer awaitOffer(OrderId order) {
        return await().atMost(SOON).until(() -> liveOffer(order), offer -> offer != null);
    }

    public OrderStatus.@Nullable Offer liveOffer(OrderId order) {
        var status = statuses.get(order);
        return status == null
                ? null
                : status.offers().stream()
                        .filter(offer -> offer.state().live())
                        .findAny()
                        .orElse(null);
    }

    public void confirm(OrderId order, OrderStatus.Offer offer) {
        send(
                new OrderFact.OfferReceived(
                        newFact(),
                        order,
                        now(),
                        Actor.of(offer.driverId()),
                        null,
                        offer.offerId()));
    }

    public FactId answer(OrderId order, OrderStatus.Offer offer, Answer answer) {
        var fact = newFact();
        send(
                new OrderFact.OfferAnswered(
                        fact,
                        order,
                        now(),
                        Actor.of(offer.driverId()),
                        "ref",
                        offer.offerId(),
                        answer,
                        null));
        return fact;
    }

    public void deliver(OrderId order, DriverId driver) {
        send(new OrderFact.PickedUp(newFact(), order, now(), Actor.of(driver), null, driver));
        send(new OrderFact.Delivered(newFact(), order, now(), Actor.of(driver), null, driver));
    }

    public OrderStatus awaitState(OrderId order, OrderState state) {
        return await().atMost(SOON)
                .until(
                        () -> statuses.get(order),
                        status -> status != null && status.state() == state);
    }

    public OrderStatus status(OrderId order) {
        return Objects.requireNonNull(statuses.get(order));
    }

    /** The last status on the topic, null while there is none. */
    public @Nullable OrderStatus findStatus(OrderId order) {
        return statuses.get(order);
    }

    /** Whether the topic says that the order's status is gone. */
    public boolean forgotten(OrderId order) {
        return tombstones.contains(order);
    }

    /** Whether some status said that it answers this fact. */
    public boolean answeredByStatus(FactId fact) {
        return causes.stream().anyMatch(header -> header.contains(fact.toString()));
    }

    /** Who has the order. */
    public DriverId driverOf(OrderId order) {
        return Objects.requireNonNull(status(order).assignment()).driverId();
    }

    public OrderReply awaitReply(FactId fact) {
        return await().atMost(SOON).until(() -> replies.get(fact), reply -> reply != null);
    }

    /** Each once, in the order of their versions, however often they were published. */
    public List<OrderEvent> events(OrderId order) {
        return events.stream()
                .filter(event -> event.orderId().equals(order))
                .distinct()
                .sorted((a, b) -> Long.compare(a.version(), b.version()))
                .toList();
    }

    /** What became of an order's offers, the first first. */
    public static List<OfferState> offerStates(OrderStatus status) {
        return status.offers().stream().map(OrderStatus.Offer::state).toList();
    }

    public static FactId newFact() {
        return new FactId(UUID.randomUUID());
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        statusTail.stop();
        eventTail.stop();
        replyTail.stop();
        application.close();
    }
}
