package dev.beckon.app;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Drivers with sockets on two gateways, and a day on which not everything goes well. */
class TwoGatewaysIT {

    private static final Map<String, String> ADMIN =
            Map.of("email", "admin@beckon.test", "password", "correct horse battery");

    private static final int DRIVERS = 8;
    private static final int TIMES_EACH = 30;

    private static final AtomicInteger SPOT = new AtomicInteger();

    private static DevServices services;
    private static ConfigurableApplicationContext here;
    private static ConfigurableApplicationContext there;
    private static Person customer;
    private static Person admin;

    @BeforeAll
    static void open() {
        // Services of its own: the audit counts every order in the topics.
        services = DevServices.fresh();
        here =
                start(
                        "--roles=all",
                        "--beckon.drivers.approval=off",
                        "--beckon.limits.orders=100000/1m",
                        "--beckon.identity.admin.email=" + ADMIN.get("email"),
                        "--beckon.identity.admin.password=" + ADMIN.get("password"),
                        "--beckon.identity.argon2.memory-kib=64",
                        "--beckon.identity.argon2.iterations=1");
        there =
                start(
                        "--roles=gateway",
                        "--beckon.identity.jwks-uri=http://127.0.0.1:%d/.well-known/jwks.json"
                                .formatted(port(here)));
        customer = new Person(port(here), "CUSTOMER", "Ada");
        admin = new Person(port(here), "Admin", ADMIN);
        awaitSocket(customer);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--server.address=127.0.0.1");
        all.add("--spring.kafka.bootstrap-servers=" + services.bootstrapServers());
        all.add("--spring.datasource.url=" + services.jdbcUrl());
        all.add("--spring.datasource.username=" + services.jdbcUser());
        all.add("--spring.datasource.password=" + services.jdbcPassword());
        all.add("--spring.data.redis.url=" + services.redisUri());
        return new SpringApplicationBuilder(App.class, OneOrderTest.Patience.class)
                .run(all.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext node) {
        return node.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Nothing is wrong in the log, whatever happened. */
    @AfterAll
    static void close() {
        try (var all = services) {
            customer.close();
            there.close();
            here.close();
            var database =
                    new DatabaseProperties(all.jdbcUrl(), all.jdbcUser(), all.jdbcPassword());
            var report =
                    new AuditService().run(all.bootstrapServers(), database, (done, total) -> {});
            assertThat(report.clean()).as("%s", report.render()).isTrue();
        }
    }

    /** A driver alone at a spot of the earth, with a socket on each gateway. */
    private record Driver(Person one, Person other, double lat, double lng)
            implements AutoCloseable {

        static Driver at(double lat, double lng) {
            var one = new Person(port(here), "DRIVER", "Grace");
            var driver = new Driver(one, one.alsoAt(port(there)), lat, lng);
            awaitSocket(driver.one);
            awaitSocket(driver.other);
            driver.one.says("{'type':'SHIFT','state':'ONLINE','ref':'on'}");
            driver.one.hearsAnswer("on");
            driver.other.says("{'type':'LOCATION','lat':%s,'lng':%s}".formatted(lat, lng));
            return driver;
        }

        void accepts(String order) {
            var offer = one.hearsOf(order, "OFFER").path("offerId").stringValue();
            assertThat(answer(one, "ACCEPT_OFFER','offerId':'" + offer)).isEqualTo("ACK");
        }

        String does(String what, String order) {
            return answer(one, what + "','orderId':'" + order);
        }

        @Override
        public void close() {
            one.close();
            other.close();
        }
    }

    private static final AtomicInteger REF = new AtomicInteger();

    /** What is answered, ACK or the reason why not. */
    private static String answer(Person person, String command) {
        var ref = "r" + REF.incrementAndGet();
        person.says("{'type':'%s','ref':'%s'}".formatted(command, ref));
        return answerTo(person, ref);
    }

    private static String answerTo(Person person, String ref) {
        var answer = person.hearsAnswer(ref);
        return answer.path("reason").asString(answer.path("type").asString());
    }

    /** Not there yet is 503: a node lets nobody in before it knows what to tell them. */
    private static void awaitSocket(Person person) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !person.connect().isMissingNode());
    }

    private static double spot() {
        return -60 + SPOT.incrementAndGet();
    }

    private static String place(double lat, double lng) {
        var spot = Map.of("lat", lat, "lng", lng);
        var placed = customer.post("/orders", Map.of("pickup", spot, "dropoff", spot));
        assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
        return placed.body().path("orderId").stringValue();
    }

    @Test
    void anAcceptanceAtBothGatewaysIsOneHoweverOften() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var stranger = Driver.at(spot(), 10)) {
            CompletableFuture.allOf(
                            IntStream.range(0, DRIVERS)
                                    .mapToObj(i -> new Random(i))
                                    .map(lot -> runAsync(() -> races(lot, stranger), threads))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static void races(Random lot, Driver stranger) {
        try (var driver = Driver.at(spot(), 10)) {
            for (int i = 0; i < TIMES_EACH; i++) {
                race(lot, driver, stranger);
            }
        }
    }

    private static void race(Random lot, Driver driver, Driver stranger) {
        var order = place(driver.lat(), driver.lng());
        var offer = driver.one().hearsOf(order, "OFFER").path("offerId").stringValue();
        driver.other().hearsOf(order, "OFFER");
        var sockets = new ArrayList<>(List.of(driver.one(), driver.other(), stranger.one()));
        var refs = new ArrayList<String>();
        Collections.shuffle(sockets, lot);
        for (var socket : sockets) {
            var ref = "r" + REF.incrementAndGet();
            refs.add(ref);
            socket.says("{'type':'ACCEPT_OFFER','offerId':'%s','ref':'%s'}".formatted(offer, ref));
        }
        for (int i = 0; i < sockets.size(); i++) {
            var socket = sockets.get(i);
            assertThat(answerTo(socket, refs.get(i)))
                    .isEqualTo(socket.equals(stranger.one()) ? "NOT_YOURS" : "ACK");
        }
        assertThat(driver.does("PICKUP", order)).isEqualTo("ACK");
        assertThat(answer(driver.other(), "DELIVER','orderId':'" + order)).isEqualTo("ACK");
        assertThat(events(order)).containsOnlyOnce("OrderAccepted").contains("OrderDelivered");
    }

    private static List<String> events(String order) {
        var events = customer.get("/orders/" + order + "/events").body();
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    @Test
    void aDriverWhoGivesUpIsOutOfItAndTheThirdTimeSoIsTheOrder() {
        double lat = spot();
        var drivers = new ArrayList<Driver>();
        try {
            drivers.add(Driver.at(lat, 10));
            var order = place(lat, 10);
            drivers.getFirst().accepts(order);
            assertThat(drivers.getFirst().does("CANCEL", order)).isEqualTo("ACK");
            drivers.getFirst().other().hearsOf(order, "ORDER_CANCELLED");
            customer.hearsOf(order, "ORDER_ACCEPTED", "SEARCHING");
            for (var what : List.of("ARRIVED", "PICKUP", "DELIVER")) {
                assertThat(drivers.getFirst().does(what, order)).isEqualTo("NOT_YOURS");
            }

            drivers.add(Driver.at(lat, 10));
            drivers.getLast().accepts(order);
            var second = drivers.getLast().one().post("/orders/" + order + "/cancel", null);
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.body().path("status").stringValue()).isEqualTo("SEARCHING");

            drivers.add(Driver.at(lat, 10));
            drivers.getLast().accepts(order);
            assertThat(drivers.getLast().does("CANCEL", order)).isEqualTo("ACK");
            customer.hearsOf(order, "ORDER_ACCEPTED", "NO_DRIVER_FOUND");
            assertThat(events(order)).filteredOn(type -> type.equals("SearchStarted")).hasSize(3);
        } finally {
            drivers.forEach(Driver::close);
        }
    }

    @Test
    void anAdminGivesAnOrderToSomebodyElse() {
        double lat = spot();
        try (var first = Driver.at(lat, 10)) {
            var order = place(lat, 10);
            first.accepts(order);
            var reassigned =
                    admin.post("/orders/" + order + "/reassign", Map.of("reason", "flat tyre"));
            assertThat(reassigned.status()).as("%s", reassigned.body()).isEqualTo(200);
            first.other().hearsOf(order, "ORDER_CANCELLED");
            customer.hearsOf(order, "ORDER_ACCEPTED", "SEARCHING");
            var again = admin.post("/orders/" + order + "/reassign", null);
            assertThat(again.status()).isEqualTo(409);

            try (var second = Driver.at(lat, 10)) {
                second.accepts(order);
                assertThat(second.does("PICKUP", order)).isEqualTo("ACK");
                assertThat(second.does("DELIVER", order)).isEqualTo("ACK");
            }
        }
    }

    @Test
    void whoLosesTheConnectionOnTheWayGoesOnAtAnyGateway() {
        double lat = spot();
        try (var driver = Driver.at(lat, 10)) {
            driver.other().close();
            var order = place(lat, 10);
            driver.accepts(order);
            driver.one().close();
            var orders = driver.other().connect().path("orders");
            assertThat(orders)
                    .extracting(one -> one.path("orderId").stringValue())
                    .containsExactly(order);
            assertThat(orders.path(0).path("status").stringValue()).isEqualTo("ACCEPTED");
            for (var what : List.of("ARRIVED", "PICKUP", "DELIVER")) {
                assertThat(answer(driver.other(), what + "','orderId':'" + order)).isEqualTo("ACK");
            }
            customer.hearsOf(order, "ORDER_DELIVERED");
        }
    }
}
