package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * One order on its way through the real application, from outside and in the log. The steps are
 * those of {@code docs/follow-one-order.md}, under the same names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneOrderTest {

    private static final String ADDRESS = "Invalidenstrasse 1, second courtyard";
    private static final Map<String, Object> PLACE_ORDER =
            Map.of(
                    "pickup",
                    Map.of("lat", 52.53017, "lng", 13.38291, "address", ADDRESS),
                    "dropoff",
                    Map.of("lat", 52.52081, "lng", 13.40942));

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final DevServices services = DevServices.forTests();
    private final ConfigurableApplicationContext application = start(services);
    private final TopicLog log = new TopicLog(services.bootstrapServers());
    private final int port =
            application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    private final Person customer = new Person(port, "CUSTOMER", "Ada");
    private final Person near = new Person(port, "DRIVER", "Grace");
    private final Person far = new Person(port, "DRIVER", "Edsger");

    private String order = "";
    private String fact = "";
    private String offer = "";
    private long token;

    /** Offers that wait until the topics have been looked at, however slow the machine. */
    @Configuration(proxyBeanMethods = false)
    static class Patience {

        private static final Duration WINDOW = Duration.ofMinutes(2);

        @Bean
        @Primary
        SearchSettings patientSettings() {
            var usual = SearchSettings.DEFAULTS;
            return new SearchSettings(
                    usual.deadlines(),
                    WINDOW,
                    WINDOW,
                    usual.grace(),
                    usual.backoff(),
                    usual.jitter(),
                    usual.contendedWait(),
                    usual.radiiM(),
                    usual.losses());
        }
    }

    private static ConfigurableApplicationContext start(DevServices services) {
        return new SpringApplicationBuilder(App.class, Patience.class)
                .run(
                        "--roles=all",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "--spring.datasource.url=" + services.jdbcUrl(),
                        "--spring.datasource.username=" + services.jdbcUser(),
                        "--spring.datasource.password=" + services.jdbcPassword(),
                        "--spring.data.redis.url=" + services.redisUri(),
                        "--beckon.drivers.approval=off",
                        "--beckon.identity.argon2.memory-kib=64",
                        "--beckon.identity.argon2.iterations=1");
    }

    /** To all that Beckon's loggers say; the start of the application has set them up by now. */
    @BeforeAll
    void listenToTheLog() {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        var ours = (Logger) LoggerFactory.getLogger("dev.beckon");
        ours.setLevel(Level.DEBUG);
        ours.addAppender(lines);
    }

    @AfterAll
    void stop() {
        List.of(customer, near, far).forEach(Person::close);
        application.close();
    }

    @Test
    @Order(1)
    @DisplayName("A driver goes online")
    void aDriverGoesOnline() {
        for (var driver : List.of(near, far)) {
            awaitOpenGateway(driver);
            driver.says("{'type':'SHIFT','state':'ONLINE','ref':'on'}");
            assertThat(driver.hearsAnswer("on").path("type").stringValue()).isEqualTo("ACK");

            var asked = log.until(Topics.DRIVER_INTAKE, driver.id(), "ShiftRequested").getLast();
            var shift = log.until(Topics.DRIVER_SHIFTS, driver.id(), "DriverShift").getLast();
            assertThat(shift.value().path("state").stringValue()).isEqualTo("ONLINE");
            assertThat(shift.value().path("facts").path(0)).isEqualTo(asked.value().path("id"));
        }
    }

    /** Not there yet is 503: a node lets nobody in before it knows what to tell them. */
    private static void awaitOpenGateway(Person person) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> person.connect().path("orders").isEmpty());
    }

    @Test
    @Order(2)
    @DisplayName("The driver index learns where they are")
    void theDriverIndexLearnsWhereTheyAre() {
        near.says("{'type':'LOCATION','lat':52.53600,'lng':13.38300}");
        far.says("{'type':'LOCATION','lat':52.53750,'lng':13.38500}");

        for (var driver : List.of(near, far)) {
            var located = log.until(Topics.DRIVER_LOCATIONS, driver.id(), "DriverLocated");
            assertThat(located.getLast().value().path("live").booleanValue()).isTrue();
            await().until(
                            () ->
                                    "t free located seen"
                                            .equals(
                                                    ask(
                                                            """
                                                            SELECT concat_ws(' ', on_shift,
                                                              CASE WHEN held_by IS NULL THEN 'free' END,
                                                              CASE WHEN location IS NOT NULL THEN 'located' END,
                                                              CASE WHEN seen_at IS NOT NULL THEN 'seen' END)
                                                            FROM dispatch.drivers WHERE id = ?
                                                            """,
                                                            driver.id())));
        }
    }

    @Test
    @Order(3)
    @DisplayName("A customer's order becomes a fact")
    void aCustomersOrderBecomesAFact() {
        customer.connect();
        var key = UUID.randomUUID().toString();
        var answer = customer.post("/orders", PLACE_ORDER, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").stringValue()).isEqualTo("PLACED");
        order = answer.body().path("orderId").stringValue();
        assertThat(answer.location()).isEqualTo("/orders/" + order);
        assertThat(customer.get("/orders/" + order).status()).isEqualTo(200);

        var placed = log.until(Topics.ORDER_INTAKE, order, "OrderPlaced").getFirst();
        fact = placed.value().path("id").stringValue();
        assertThat(placed.headers()).containsEntry("ce_id", fact);
        assertThat(placed.value().path("actor").path("id").stringValue()).isEqualTo(customer.id());

        var again = customer.post("/orders", PLACE_ORDER, "Idempotency-Key", key);
        assertThat(again.body().path("orderId").stringValue()).isEqualTo(order);
    }

    @Test
    @Order(4)
    @DisplayName("A round folds the fact")
    void aRoundFoldsTheFact() {
        var events = log.until(Topics.ORDER_EVENTS, order, "OfferMade").subList(0, 3);

        assertThat(events)
                .extracting(TopicLog.Entry::type)
                .containsExactly("OrderOpened", "SearchStarted", "OfferMade");
        assertThat(events)
                .extracting(event -> event.value().path("version").longValue())
                .containsExactly(1L, 2L, 3L);
        assertThat(events)
                .extracting(event -> event.value().path("cause").stringValue())
                .containsOnly(fact);
        assertThat(events)
                .as("one round, one reading of the clock")
                .extracting(event -> event.value().path("at").stringValue())
                .containsOnly(events.getFirst().value().path("at").stringValue());
    }

    @Test
    @Order(5)
    @DisplayName("The nearest driver is claimed")
    void theNearestDriverIsClaimed() throws SQLException {
        var made = log.until(Topics.ORDER_EVENTS, order, "OfferMade").get(2).value();
        offer = made.path("offerId").stringValue();
        token = made.path("token").longValue();

        assertThat(made.path("driverId").stringValue()).isEqualTo(near.id());
        assertThat(made.path("policy").path("name").stringValue()).isEqualTo("batch");
        assertThat(made.path("candidates").values())
                .extracting(candidate -> candidate.path("driverId").stringValue())
                .containsExactly(near.id(), far.id());
        assertThat(ask("SELECT concat(held_by, ' ', token) FROM dispatch.drivers WHERE id = ?"))
                .isEqualTo(made.path("assignmentId").stringValue() + " " + token);
        assertThat(ask("SELECT order_ids[1] FROM dispatch.assignments WHERE driver_id = ?"))
                .isEqualTo(order);
    }

    @Test
    @Order(6)
    @DisplayName("What was decided is published")
    void whatWasDecidedIsPublished() {
        var status = log.until(Topics.ORDER_STATUS, order, "OrderStatus").getFirst();
        var placed = log.until(Topics.ORDER_INTAKE, order, "OrderPlaced").getFirst();

        assertThat(status.value().path("state").stringValue()).isEqualTo("OFFERED");
        assertThat(status.value().path("version").longValue()).isEqualTo(3);
        assertThat(status.partition()).isEqualTo(placed.partition());
        assertThat(status.headers())
                .containsEntry("ce_id", order + ":3")
                .containsEntry("ce_parties", customer.id() + "," + near.id())
                .containsEntry("ce_causes", fact);

        var reply = log.until(Topics.ORDER_REPLIES, order, "OrderReply").getFirst();
        assertThat(reply.value().path("outcome").stringValue())
                .as("of the same order placed twice")
                .isEqualTo("UNCHANGED");
    }

    @Test
    @Order(7)
    @DisplayName("The gateway pushes the offer")
    void theGatewayPushesTheOffer() {
        var told = near.hears("OFFER");

        assertThat(told.path("offerId").stringValue()).isEqualTo(offer);
        assertThat(told.path("pickup").path("lat").doubleValue()).isEqualTo(52.530);
        assertThat(told.toString()).doesNotContain(ADDRESS);
        assertThat(customer.hears("ORDER_PLACED").path("orderId").stringValue()).isEqualTo(order);
    }

    @Test
    @Order(8)
    @DisplayName("The receipt starts the answer window")
    void theReceiptStartsTheAnswerWindow() {
        near.says("{'type':'OFFER_RECEIVED','offerId':'" + offer + "'}");

        var confirmed = log.until(Topics.ORDER_EVENTS, order, "OfferConfirmed").get(3).value();
        assertThat(confirmed.path("version").longValue()).isEqualTo(4);
        var latest = Instant.parse(near.hears("OFFER").path("expiresAt").stringValue());
        var exact = Instant.parse(near.hears("OFFER", 1).path("expiresAt").stringValue());
        assertThat(exact)
                .isEqualTo(Instant.parse(confirmed.path("expiresAt").stringValue()))
                .isBefore(latest);
    }

    @Test
    @Order(9)
    @DisplayName("The driver accepts")
    void theDriverAccepts() {
        near.says("{'type':'ACCEPT_OFFER','offerId':'" + offer + "','ref':'yes'}");

        assertThat(near.hearsAnswer("yes").path("type").stringValue()).isEqualTo("ACK");
        assertThat(near.story()).endsWith("ORDER_ACCEPTED", "ACK");
        var accepted = near.hears("ORDER_ACCEPTED").path("order");
        assertThat(accepted.path("pickup").path("address").stringValue()).isEqualTo(ADDRESS);
        var told = customer.hears("ORDER_ACCEPTED");
        assertThat(told.path("driver").path("name").stringValue()).isEqualTo(near.name());
        var event = log.until(Topics.ORDER_EVENTS, order, "OrderAccepted").getLast().value();
        assertThat(event.path("token").longValue()).isEqualTo(token);
    }

    @Test
    @Order(10)
    @DisplayName("The customer watches the driver come")
    void theCustomerWatchesTheDriverCome() {
        near.says("{'type':'LOCATION','lat':52.53200,'lng':13.38310}");

        var seen = customer.hears("DRIVER_LOCATION");
        assertThat(seen.path("orderId").stringValue()).isEqualTo(order);
        assertThat(seen.path("lat").doubleValue()).isEqualTo(52.53200);
        assertThat(far.story()).doesNotContain("OFFER", "DRIVER_LOCATION");
    }

    @Test
    @Order(11)
    @DisplayName("The driver arrives and picks up")
    void theDriverArrivesAndPicksUp() {
        var told = customer.hears("DRIVER_ARRIVING");
        assertThat(told.path("version").longValue()).isEqualTo(6);
        assertThat(told.path("etaS").intValue()).isBetween(1, 120);
        var arriving = log.until(Topics.ORDER_INTAKE, order, "DriverArriving").getLast();
        assertThat(arriving.headers()).containsEntry("ce_id", id(arriving.value()));
        assertThat(arriving.value().path("actor").path("role").stringValue()).isEqualTo("SYSTEM");

        near.says("{'type':'LOCATION','lat':52.53020,'lng':13.38295}");
        assertThat(customer.hears("DRIVER_ARRIVED").path("version").longValue()).isEqualTo(7);
        near.says("{'type':'ARRIVED','orderId':'" + order + "','ref':'here'}");
        assertThat(near.hearsAnswer("here").path("type").stringValue())
                .as("so it is already")
                .isEqualTo("ACK");

        var answer = near.post("/orders/" + order + "/pickup", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").stringValue()).isEqualTo("PICKED_UP");
        assertThat(customer.hears("ORDER_PICKED_UP").path("version").longValue()).isEqualTo(8);
        assertThat(far.post("/orders/" + order + "/deliver", null).status()).isEqualTo(404);
    }

    @Test
    @Order(12)
    @DisplayName("The delivery frees the driver")
    void theDeliveryFreesTheDriver() throws SQLException {
        customer.close();
        near.says("{'type':'DELIVER','orderId':'" + order + "','ref':'done'}");

        assertThat(near.hearsAnswer("done").path("type").stringValue()).isEqualTo("ACK");
        assertThat(near.hears("ORDER_DELIVERED").path("version").longValue()).isEqualTo(9);
        var delivered = log.until(Topics.ORDER_EVENTS, order, "OrderDelivered").getLast().value();
        assertThat(delivered.path("token").longValue()).isEqualTo(token);
        assertThat(ask("SELECT held_by IS NULL FROM dispatch.drivers WHERE id = ?")).isEqualTo("t");
        assertThat(ask("SELECT count(*) FROM dispatch.assignments WHERE driver_id = ?"))
                .isEqualTo("0");
    }

    @Test
    @Order(13)
    @DisplayName("Whoever was away finds the end")
    void whoeverWasAwayFindsTheEnd() {
        var view = customer.get("/orders/" + order).body();
        assertThat(view.path("status").stringValue()).isEqualTo("DELIVERED");

        var timeline = customer.get("/orders/" + order + "/events").body();
        assertThat(timeline.values())
                .extracting(event -> event.path("type").stringValue())
                .containsExactly(
                        "OrderOpened",
                        "SearchStarted",
                        "OfferMade",
                        "OfferConfirmed",
                        "OrderAccepted",
                        "OrderArriving",
                        "OrderArrived",
                        "OrderPickedUp",
                        "OrderDelivered");
        assertThat(timeline.toString()).doesNotContain("candidates", far.id());

        assertThat(customer.story()).doesNotContain("ORDER_DELIVERED");
        var orders = customer.connect().path("orders");
        assertThat(orders.path(0).path("orderId").stringValue()).isEqualTo(order);
        assertThat(orders.path(0).path("status").stringValue()).isEqualTo("DELIVERED");
        assertThat(orders.path(0).path("version").longValue()).isEqualTo(9);
    }

    @Test
    @Order(14)
    @DisplayName("The audit tells it again")
    void theAuditTellsItAgain() {
        var report =
                new AuditService()
                        .run(
                                services.bootstrapServers(),
                                new DatabaseProperties(
                                        services.jdbcUrl(),
                                        services.jdbcUser(),
                                        services.jdbcPassword()),
                                (done, total) -> {});

        assertThat(report.clean()).as("%s", report.render()).isTrue();
        assertThat(report.counts().orders()).isEqualTo(1);
        assertThat(report.counts().offers()).isEqualTo(1);
        assertThat(report.counts().sawArriving()).isEqualTo(1);
        assertThat(report.counts().sawArrived()).isEqualTo(1);
    }

    private static String id(JsonNode value) {
        return value.path("id").stringValue();
    }

    /** Whatever the operators' page explains is measured, and the other way round. */
    @Test
    void theFiguresAreThoseOfTheOperatorsPage() throws IOException {
        var explained = names(Pattern.compile("(?m)^\\| `(beckon_\\w+)`"), operatorsPage());
        var measured = names(Pattern.compile("(?m)^# TYPE (beckon_\\w+?)(?:_max)? "), figures());

        assertThat(measured).isEqualTo(explained).isNotEmpty();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String operatorsPage() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("beckon.root", "../.."), "docs", "operations.md"));
    }

    private String figures() {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/actuator/prometheus")
                .retrieve()
                .requiredBody(String.class);
    }

    @Test
    void theFiguresCountWhatHappened() {
        var figures = figures();

        assertThat(figures)
                .contains("beckon_claims_total{outcome=\"won\"} 1.0\n")
                .contains("beckon_sessions{role=\"driver\"} 2.0\n")
                .contains("beckon_dead_letters_total{topic=\"order-intake\"} 0.0\n")
                .contains("beckon_events_unpublished 0.0\n")
                .contains("beckon_offers_open 0.0\n")
                .contains("beckon_gateway_orders 1.0\n")
                .containsPattern("beckon_round_seconds_count [1-9]")
                .containsPattern(
                        "beckon_lag_records\\{group=\"dispatcher\",topic=\"order-intake\"} 0.0\n");
    }

    @Test
    void theLogNamesTheOrderAndKeepsWhatIsPrivate() {
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains(order).contains("OrderDelivered"))
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .doesNotContain("52.53", "13.38", "13.40", "eyJ", "@beckon")
                                        .doesNotContain(ADDRESS, customer.name(), near.name()));
    }

    /** No step, but here is an application that runs. */
    @Test
    void whatItSaysOfItsApiIsCheckedIn() throws IOException {
        OpenApi.check(port);
    }

    private String ask(String sql) throws SQLException {
        return ask(sql, near.id());
    }

    private String ask(String sql, String driver) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
                var query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(driver));
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
