package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.kafka.WriterKafka;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Real sockets, a real log; the test plays the dispatcher. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

    private static final AtomicInteger CITIES = new AtomicInteger();

    private final Node node = Node.start();

    @AfterAll
    void stop() {
        node.close();
    }

    /** An order of a minute ago, a customer and drivers that no other test knows. */
    private static Statuses order() {
        return Statuses.of(
                "city " + CITIES.incrementAndGet(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60));
    }

    @Test
    void theSnapshotComesFirstAndThenTheChanges() {
        var order = order();
        node.publish(order.at(1, "PLACED"));
        node.publish(order.at(3, "OFFERED d1=OPEN"));
        soon(
                () -> {
                    try (var early = node.customer(order.customer())) {
                        return early.snapshot().at("/orders/0/version").intValue(0) == 3;
                    }
                });

        try (var customer = node.customer(order.customer());
                var driver = node.driver(order.driver("d1"))) {
            assertThat(customer.snapshot().at("/orders/0/status").stringValue())
                    .isEqualTo("OFFERED");
            assertThat(driver.snapshot().path("orders")).isEmpty();
            assertThat(driver.snapshot().at("/offers/0/orderId").stringValue())
                    .isEqualTo(order.order().toString());

            node.publish(order.at(5, "ACCEPTED d1=ACCEPTED has=d1"));
            node.publish(order.at(6, "ARRIVED d1=ACCEPTED has=d1"));
            node.publish(order.at(7, "PICKED_UP d1=ACCEPTED has=d1"));
            // Told twice, and late: what the log may do.
            node.publish(order.at(7, "PICKED_UP d1=ACCEPTED has=d1"));
            node.publish(order.at(6, "ARRIVED d1=ACCEPTED has=d1"));
            node.publish(order.at(8, "DELIVERED d1=ACCEPTED has=d1"));

            for (var player : List.of(customer, driver)) {
                player.hears("ORDER_DELIVERED");
                assertThat(player.story())
                        .isEqualTo(
                                "SNAPSHOT ORDER_ACCEPTED DRIVER_ARRIVED ORDER_PICKED_UP"
                                        + " ORDER_DELIVERED");
            }
            var accepted = driver.hears("ORDER_ACCEPTED");
            assertThat(accepted.path("subject").stringValue()).isEqualTo("order/" + order.order());
            assertThat(accepted.path("version").intValue()).isEqualTo(5);
            assertThat(accepted.at("/order/note").stringValue()).isEqualTo("ring twice");
        }
    }

    @Test
    void everyTabOnEveryNodeIsTold() {
        var order = order();
        try (var other = Node.start();
                var here = node.customer(order.customer());
                var tab = node.customer(order.customer());
                var there = other.customer(order.customer())) {
            node.publish(order.at(2, "SEARCHING"));
            for (var player : List.of(here, tab, there)) {
                player.hears("SEARCHING");
                assertThat(player.story()).isEqualTo("SNAPSHOT ORDER_PLACED SEARCHING");
            }
        }
    }

    @Test
    void aNewNodeKnowsWhatAnOldOneKnewAndHowItEndedMeanwhile() {
        var open = order();
        var lost = new Statuses(order().order(), open.customer(), open.city(), open.start(), "n");
        node.publish(open.at(4, "OFFERED d1=DECLINED d2=RECEIVED"));
        node.publish(lost.at(6, "SEARCHING d2=ACCEPTED"));
        try (var killed = Node.start();
                var customer = killed.customer(open.customer());
                var driver = killed.driver(open.driver("d2"));
                var again = Node.start();
                var customerAgain = again.customer(open.customer());
                var driverAgain = again.driver(open.driver("d2"))) {
            assertThat(customer.snapshot().path("orders")).hasSize(2);
            assertThat(customerAgain.snapshot().path("orders"))
                    .isEqualTo(customer.snapshot().path("orders"));
            assertThat(driver.snapshot().path("offers")).hasSize(1);
            assertThat(driver.snapshot().at("/orders/0/status").stringValue())
                    .isEqualTo("CANCELLED");
            assertThat(driver.snapshot().at("/orders/0/pickup/address").isNull()).isTrue();
            assertThat(driver.snapshot().at("/orders/0/note").isMissingNode()).isTrue();
            for (var part : List.of("orders", "offers")) {
                assertThat(driverAgain.snapshot().path(part))
                        .isEqualTo(driver.snapshot().path(part));
            }
        }
        node.publish(open.at(9, "CANCELLED d1=DECLINED d2=WITHDRAWN"));
        try (var later = Node.start();
                var customer = later.customer(open.customer())) {
            assertThat(customer.snapshot().path("orders"))
                    .anySatisfy(
                            seen -> {
                                assertThat(seen.path("status").stringValue())
                                        .isEqualTo("CANCELLED");
                                assertThat(seen.path("by").stringValue()).isEqualTo("CUSTOMER");
                            });
        }
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        var old = order();
        var past =
                new Statuses(
                        old.order(),
                        old.customer(),
                        old.city(),
                        Instant.now().minusSeconds(3600),
                        "n");
        try (var customer = node.customer(old.customer())) {
            node.publish(past.at(4, "CANCELLED"));
            customer.hears("ORDER_CANCELLED");
        }
        node.bean(WriterKafka.class).tombstone(Topics.ORDER_STATUS, old.order().value()).join();
        soon(
                () -> {
                    try (var customer = node.customer(old.customer())) {
                        return customer.snapshot().path("orders").isEmpty();
                    }
                });
    }

    @Test
    void aTicketLetsInOnceAndNothingElseDoes() {
        var user = UUID.randomUUID();
        var ticket = Node.ISSUER.ticket(user, ActorRole.CUSTOMER);
        try (var player = Player.connect(node.port(), ticket)) {
            assertThat(player.isOpen()).isTrue();
            assertRefused(ticket);
        }
        var soon = Instant.now().plusSeconds(30);
        assertRefused("nonsense");
        assertRefused("");
        assertRefused(Node.ISSUER.token(user, ActorRole.CUSTOMER, "beckon-api", soon));
        assertRefused(
                Node.ISSUER.token(
                        user, ActorRole.CUSTOMER, "beckon-socket", Instant.now().minusSeconds(60)));
        assertRefused(new Issuer().ticket(user, ActorRole.CUSTOMER));
    }

    private void assertRefused(String ticket) {
        assertRefused(node, ticket, 401);
    }

    private static void assertRefused(Node by, String ticket, int status) {
        assertThatThrownBy(() -> Player.connect(by.port(), ticket))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void withoutKeysNoTicketIsCalledBad() {
        try (var other = Node.start(Node.JWKS_URI + "http://127.0.0.1:1/jwks")) {
            assertRefused(other, Node.ISSUER.ticket(UUID.randomUUID(), ActorRole.CUSTOMER), 503);
            assertRefused(other, "nonsense", 401);
        }
    }

    /** Its snapshot fails before it is among the clients: nobody will say that it left. */
    @Test
    void whoLeavesWhileJoiningIsNotKept() {
        var order = order();
        var user = order.driver("d1");
        var gone =
                new Client(
                        user,
                        ActorRole.DRIVER,
                        "Dora",
                        new Mailbox(Runnable::run, _ -> false),
                        Instant.now());
        node.bean(KeeperService.class).join(gone);
        soon(() -> !node.bean(Clients.class).has(user));
        signal(order, DriverGone.class);
        node.bean(KeeperService.class).leave(gone);
        node.publish(Topics.DRIVER_LOCATIONS, new DriverSeen(new DriverId(user), order.start()));
        soon(() -> signals(order, DriverSeen.class).size() == 2);
        assertThat(signals(order, DriverGone.class)).as("said once").hasSize(1);
    }

    @Test
    void withoutRedisTicketsStillLetIn() {
        var redis = DevServices.forTests().redis();
        redis.kill();
        try (var player = node.customer(UUID.randomUUID())) {
            assertThat(player.isOpen()).isTrue();
        } finally {
            redis.restart();
        }
    }

    @Test
    void anAcceptedOfferIsAckedWhenItIsDecided() {
        var order = order();
        try (var driver = node.driver(order.driver("d1"))) {
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            var offer = driver.hears("OFFER").path("offerId").stringValue();
            driver.say("{'type':'OFFER_RECEIVED','offerId':'" + offer + "'}");
            driver.say("{'type':'ACCEPT_OFFER','offerId':'" + offer + "','ref':'a1'}");

            var receipt = fact(order, OrderFact.OfferReceived.class);
            assertThat(receipt.offerId()).hasToString(offer);
            var answer = fact(order, OrderFact.OfferAnswered.class);
            assertThat(answer.answer()).isEqualTo(Answer.ACCEPT);
            assertThat(answer.actor().is(new DriverId(order.driver("d1")))).isTrue();
            assertThat(answer.ref()).isEqualTo("a1");
            assertThat(driver.story()).isEqualTo("SNAPSHOT OFFER");

            node.publish(order.at(4, "ACCEPTED d1=ACCEPTED has=d1", receipt.id(), answer.id()));
            assertThat(driver.hears("ACK").path("ref").stringValue()).isEqualTo("a1");
            assertThat(driver.story()).isEqualTo("SNAPSHOT OFFER ORDER_ACCEPTED ACK");
        }
    }

    @Test
    void commandsAreFactsAndRepliesAnswerThem() {
        var order = order();
        try (var driver = node.driver(order.driver("d1"))) {
            node.publish(order.at(2, "ACCEPTED d1=ACCEPTED has=d1"));
            driver.hears("ORDER_ACCEPTED");
            for (var type : List.of("ARRIVED", "PICKUP", "DELIVER", "CANCEL")) {
                driver.say(
                        "{'type':'%s','orderId':'%s','ref':'%s'}"
                                .formatted(type, order.order(), type));
            }
            var arrived = fact(order, OrderFact.DriverArrived.class);
            assertThat(arrived.driverId().value()).isEqualTo(order.driver("d1"));
            var picked = fact(order, OrderFact.PickedUp.class);
            fact(order, OrderFact.Delivered.class);
            fact(order, OrderFact.CancelRequested.class);

            reply(order, arrived.id(), OrderReply.Outcome.UNCHANGED, null);
            assertThat(driver.hears("ACK").path("ref").stringValue()).isEqualTo("ARRIVED");
            reply(order, picked.id(), OrderReply.Outcome.REFUSED, Refusal.WRONG_STATE);
            var refused = driver.hears("REFUSED");
            assertThat(refused.path("ref").stringValue()).isEqualTo("PICKUP");
            assertThat(refused.path("reason").stringValue()).isEqualTo("WRONG_STATE");
            assertThat(refused.path("detail").stringValue()).isNotBlank();
        }
    }

    private void reply(
            Statuses order, FactId fact, OrderReply.Outcome outcome, @Nullable Refusal reason) {
        node.publish(
                Topics.ORDER_REPLIES,
                new OrderReply(fact, order.order(), Instant.now(), null, outcome, reason, 2));
    }

    @Test
    void whoCannotIsRefusedAtOnce() {
        var order = order();
        try (var mine = node.driver(order.driver("d1"));
                var rival = node.driver(order.driver("d2"));
                var customer = node.customer(order.customer());
                var stranger = node.customer(UUID.randomUUID())) {
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            var offer = mine.hears("OFFER").path("offerId").stringValue();

            rival.say("{'type':'ACCEPT_OFFER','offerId':'" + offer + "','ref':'r'}");
            assertRefused(rival, "r", "NOT_YOURS");
            customer.say("{'type':'ACCEPT_OFFER','offerId':'" + offer + "','ref':'c'}");
            assertRefused(customer, "c", "NOT_YOURS");
            stranger.say("{'type':'CANCEL','orderId':'" + order.order() + "','ref':'s'}");
            assertRefused(stranger, "s", "NOT_YOURS");
            mine.say("{'type':'DECLINE_OFFER','offerId':'" + UUID.randomUUID() + "','ref':'u'}");
            assertRefused(mine, "u", "UNKNOWN_OFFER");
            customer.say("{'type':'CANCEL','orderId':'" + order.order() + "','ref':'ok'}");
            assertThat(fact(order, OrderFact.CancelRequested.class).ref()).isEqualTo("ok");
            assertThat(node.seen().orderFacts())
                    .filteredOn(fact -> fact.orderId().equals(order.order()))
                    .hasSize(1);
        }
    }

    /** A node that is behind: the offer is in a client's hands before it is in memory. */
    @Test
    void anOfferThatIsNotKnownYetIsWaitedFor() {
        var order = order();
        try (var driver = node.driver(order.driver("d1"))) {
            driver.say(
                    "{'type':'ACCEPT_OFFER','offerId':'" + order.offer("d1") + "','ref':'early'}");
            assertThat(driver.story()).isEqualTo("SNAPSHOT");
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            assertThat(fact(order, OrderFact.OfferAnswered.class).ref()).isEqualTo("early");
        }
    }

    @Test
    void whoGuessesOffersIsToldToSlowDown() {
        try (var driver = node.driver(UUID.randomUUID())) {
            for (int i = 0; i < 3 * Waiting.MOST; i++) {
                driver.say("{'type':'ACCEPT_OFFER','offerId':'" + UUID.randomUUID() + "'}");
            }
            driver.hears("REFUSED", 3 * Waiting.MOST - 1);
            assertThat(driver.all("REFUSED"))
                    .extracting(m -> m.path("reason").stringValue())
                    .contains("TOO_FAST", "UNKNOWN_OFFER");
        }
    }

    private static void assertRefused(Player player, String ref, String reason) {
        var refused = player.hears("REFUSED");
        assertThat(refused.path("ref").stringValue()).isEqualTo(ref);
        assertThat(refused.path("reason").stringValue()).isEqualTo(reason);
    }

    @Test
    void aShiftIsAckedWhenItIsTheDriversShift() {
        var id = new DriverId(UUID.randomUUID());
        try (var driver = node.driver(id.value())) {
            driver.say("{'type':'SHIFT','state':'ONLINE','ref':'on'}");
            soon(() -> node.seen().driverFacts().stream().anyMatch(f -> f.driverId().equals(id)));
            var fact =
                    node.seen().driverFacts().stream()
                            .filter(f -> f.driverId().equals(id))
                            .map(DriverFact.ShiftRequested.class::cast)
                            .findFirst()
                            .orElseThrow();
            assertThat(fact.name()).isEqualTo("Somebody");
            assertThat(driver.story()).isEqualTo("SNAPSHOT");
            node.publish(
                    Topics.DRIVER_SHIFTS,
                    new DriverShift(
                            id,
                            1,
                            Instant.now(),
                            ShiftState.ONLINE,
                            new DriverProfile("Dora", "bike", null, Set.of()),
                            List.of(fact.id())));
            assertThat(driver.hears("ACK").path("ref").stringValue()).isEqualTo("on");
        }
    }

    @Test
    void strangersHearNothing() {
        var order = order();
        try (var stranger = node.customer(UUID.randomUUID());
                var rival = node.driver(order.driver("d2"));
                var admin = node.admin(UUID.randomUUID());
                var customer = node.customer(order.customer())) {
            node.publish(order.at(1, "OFFERED d1=OPEN"));
            node.publish(order.at(3, "ACCEPTED d1=ACCEPTED has=d1"));
            customer.hears("ORDER_ACCEPTED");
            position(order, Instant.now());
            customer.hears("DRIVER_LOCATION");
            for (var player : List.of(stranger, rival, admin)) {
                assertThat(player.story()).isEqualTo("SNAPSHOT");
            }
        }
    }

    @Test
    void theCustomerSeesTheDriverFromAcceptanceToTheEnd() {
        var order = order();
        try (var customer = node.customer(order.customer());
                var driver = node.driver(order.driver("d1"))) {
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            driver.hears("OFFER");
            driver.say("{'type':'LOCATION','lat':1.0,'lng':2.0}");
            signal(order, DriverLocated.class);
            node.publish(order.at(3, "ACCEPTED d1=ACCEPTED has=d1"));
            customer.hears("ORDER_ACCEPTED");
            driver.say("{'type':'LOCATION','lat':3.0,'lng':4.0}");
            var seen = customer.hears("DRIVER_LOCATION");
            assertThat(seen.path("lat").doubleValue()).isEqualTo(3.0);
            assertThat(seen.path("version").intValue()).isEqualTo(3);
            // More than one a second are not told.
            driver.say("{'type':'LOCATION','lat':5.0,'lng':6.0}");
            soon(() -> signals(order, DriverLocated.class).size() == 3);
        }
    }

    @Test
    void onlyTheCustomerOfTheMomentSeesTheDriver() {
        var asked = order();
        var done =
                new Statuses(order().order(), UUID.randomUUID(), asked.city(), asked.start(), "");
        var now = new Statuses(order().order(), UUID.randomUUID(), asked.city(), asked.start(), "");
        try (var before = node.customer(asked.customer());
                var after = node.customer(done.customer());
                var during = node.customer(now.customer())) {
            node.publish(asked.at(1, "OFFERED d1=OPEN"));
            node.publish(done.at(1, "DELIVERED d1=ACCEPTED has=d1"));
            node.publish(now.at(1, "ACCEPTED d1=ACCEPTED has=d1"));
            before.hears("SEARCHING");
            after.hears("ORDER_DELIVERED");
            during.hears("ORDER_ACCEPTED");
            position(asked, Instant.now());
            during.hears("DRIVER_LOCATION");
            assertThat(before.story()).isEqualTo("SNAPSHOT ORDER_PLACED SEARCHING");
            assertThat(after.story())
                    .isEqualTo("SNAPSHOT ORDER_PLACED ORDER_ACCEPTED ORDER_DELIVERED");
        }
    }

    @Test
    void whatIsForDriversIsRefusedToOthers() {
        var id = UUID.randomUUID().toString();
        try (var customer = node.customer(UUID.randomUUID())) {
            customer.say("{'type':'SHIFT','state':'ONLINE','ref':'a'}");
            customer.say("{'type':'LOCATION','lat':1.0,'lng':2.0}");
            customer.say("{'type':'OFFER_RECEIVED','offerId':'" + id + "'}");
            for (var type : List.of("ARRIVED", "PICKUP", "DELIVER")) {
                customer.say("{'type':'%s','orderId':'%s','ref':'b'}".formatted(type, id));
            }
            customer.hears("REFUSED", 5);
            assertThat(customer.all("REFUSED"))
                    .allMatch(m -> m.path("reason").stringValue().equals("NOT_YOURS"));
        }
    }

    @Test
    void positionsThatCannotBeAreRefusedAndOldOnesDropped() {
        var order = order();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (var driver = node.driver(order.driver("d1"))) {
            driver.say("{'type':'LOCATION','lat':1.0,'lng':2.0,'at':'" + now + "'}");
            driver.say(
                    "{'type':'LOCATION','lat':1.1,'lng':2.0,'at':'" + now.minusSeconds(5) + "'}");
            driver.say(
                    "{'type':'LOCATION','lat':1.2,'lng':2.0,'at':'" + now.plusSeconds(60) + "'}");
            driver.say("{'type':'LOCATION','lat':91.0,'lng':2.0}");
            driver.say("{'type':'LOCATION','lat':1.0,'lng':2.0,'heading':361}");
            driver.say("{'type':'LOCATION','lat':1e999,'lng':2.0}");
            driver.say(
                    "{'type':'LOCATION','lat':1.0,'lng':2.0,'at':'-1000000000-01-01T00:00:00Z'}");
            driver.say("{'type':'LOCATION','lat':1.3,'lng':2.0,'at':'" + now.plusMillis(5) + "'}");
            soon(() -> signals(order, DriverLocated.class).size() == 2);
            assertThat(signals(order, DriverLocated.class))
                    .extracting(DriverLocated::lat)
                    .containsExactly(1.0, 1.3);
            assertThat(driver.story())
                    .isEqualTo("SNAPSHOT REFUSED REFUSED REFUSED REFUSED REFUSED");
            assertThat(driver.all("REFUSED"))
                    .extracting(m -> m.path("detail").stringValue().split(" ")[0])
                    .containsExactly("at", "lat", "heading", "lat", "at");
        }
    }

    @Test
    void aDriverIsSeenWithTheSocketAndGoneWithTheLast() {
        var order = order();
        var driver = node.driver(order.driver("d1"));
        var tab = node.driver(order.driver("d1"));
        soon(() -> signals(order, DriverSeen.class).size() == 2);
        tab.close();
        soon(() -> node.bean(Clients.class).of(order.driver("d1")).size() == 1);
        assertThat(driver.story()).isEqualTo("SNAPSHOT");
        assertThat(signals(order, DriverGone.class)).isEmpty();
        driver.close();
        var gone = signal(order, DriverGone.class);
        assertThat(gone.at()).isAfter(signals(order, DriverSeen.class).getLast().at());
    }

    @Test
    void aDriverWhoIsGoneElsewhereIsStillHere() {
        var order = order();
        try (var driver = node.driver(order.driver("d1"))) {
            assertThat(driver.story()).isEqualTo("SNAPSHOT");
            soon(() -> signals(order, DriverSeen.class).size() == 1);
            node.publish(
                    Topics.DRIVER_LOCATIONS,
                    new DriverGone(new DriverId(order.driver("d1")), Instant.now()));
            soon(() -> signals(order, DriverSeen.class).size() == 2);
            // As it was heard: nothing came since, and the socket may be half open.
            var here = node.bean(Clients.class).of(order.driver("d1")).getFirst();
            assertThat(signals(order, DriverSeen.class).getLast().at())
                    .isEqualTo(here.heardAt().truncatedTo(ChronoUnit.MILLIS))
                    .isBefore(signals(order, DriverGone.class).getFirst().at());
        }
    }

    private void position(Statuses order, Instant at) {
        node.publish(
                Topics.DRIVER_LOCATIONS,
                new DriverLocated(
                        new DriverId(order.driver("d1")), at, 1, 2, null, null, null, true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    hello | - | JSON
                    {'ref':'x'} | x | type
                    {'type':'DANCE','ref':'x'} | x | DANCE
                    {'type':'CANCEL','ref':'x'} | x | orderId
                    {'type':'CANCEL','orderId':'7','ref':'x'} | x | orderId
                    {'type':'CANCEL','orderId':null,'ref':'x'} | x | orderId
                    {'type':'PING','ref':'x','more':1} | x | more
                    {'type':'PING','ref':7} | - | ref
                    {'type':'PING','type':'PING','ref':'x'} | - | type
                    {'type':'LOCATION','lat':'1','lng':2.0,'ref':'x'} | x | lat
                    {'type':'LOCATION','lng':2.0} | - | lat
                    ['PING'] | - | -
                    null | - | -
                    7 | - | -
                    """)
    void badMessagesAreRefusedByName(String text, String ref, String named) {
        try (var player = node.driver(UUID.randomUUID())) {
            player.say(text);
            var refused = player.hears("REFUSED");
            assertThat(refused.path("reason").stringValue()).isEqualTo("BAD_MESSAGE");
            assertThat(refused.path("ref").stringValue("-")).isEqualTo(ref);
            if (!named.equals("-")) {
                assertThat(refused.path("detail").stringValue()).contains(named);
            }
            assertThat(player.story()).isEqualTo("SNAPSHOT REFUSED");
        }
    }

    @Test
    void aReasonMayBeAsLongAsOverHttp() {
        try (var player = node.customer(UUID.randomUUID())) {
            player.say(
                    "{'type':'CANCEL','orderId':'%s','reason':'%s','ref':'x'}"
                            .formatted(UUID.randomUUID(), "r".repeat(301)));
            var refused = player.hears("REFUSED");
            assertThat(refused.path("reason").stringValue()).isEqualTo("BAD_MESSAGE");
            assertThat(refused.path("detail").stringValue()).startsWith("reason must have");
            var order = order();
            node.publish(order.at(1, "PLACED"));
            try (var customer = node.customer(order.customer())) {
                customer.say(
                        "{'type':'CANCEL','orderId':'%s','reason':'%s','ref':'y'}"
                                .formatted(order.order(), "r".repeat(300)));
                assertThat(fact(order, OrderFact.CancelRequested.class).reason()).hasSize(300);
            }
        }
    }

    @Test
    void eightKibibytesPassAndMoreDoNot() {
        try (var player = node.customer(UUID.randomUUID())) {
            var longest = "{\"type\":\"PING\",\"ref\":\"%s\"}";
            int room = 8 * 1024 - longest.length() + 2;
            player.say(longest.formatted("x".repeat(room)));
            assertThat(player.hears("PONG").path("ref").stringValue()).hasSize(room);
            player.say(longest.formatted("x".repeat(room + 1)));
            assertThat(player.closeCode()).isEqualTo(1009);
        }
        try (var player = node.customer(UUID.randomUUID())) {
            player.sayBytes(new byte[] {1, 2, 3});
            assertThat(player.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aNodeThatStopsSaysSoAndTakesNobodyIn() {
        try (var other = Node.start();
                var player = other.customer(UUID.randomUUID())) {
            var health = other.bean("gatewayHealth", HealthIndicator.class);
            assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
            other.bean(KeeperService.class).stop();
            assertThat(player.closeCode()).isEqualTo(1012);
            assertThat(health.health())
                    .extracting(Health::getStatus)
                    .isEqualTo(Status.OUT_OF_SERVICE);
            assertRefused(other, Node.ISSUER.ticket(UUID.randomUUID(), ActorRole.CUSTOMER), 503);
        }
    }

    @Test
    void aNodeThatIsClosedSaysSo() {
        try (var other = Node.start();
                var player = other.customer(UUID.randomUUID())) {
            other.close();
            assertThat(player.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void aStatusThatNobodyCanReadHidesNothingElse() {
        var order = order();
        var broken = new Statuses(order().order(), order.customer(), "b", order.start(), "n");
        node.publish(order.at(2, "SEARCHING"));
        var parties = Map.of("parties", order.customer().toString(), "causes", "");
        node.bean(WriterKafka.class)
                .send(
                        Topics.ORDER_STATUS,
                        broken.at(3, "SEARCHING"),
                        "{\"type\":".getBytes(StandardCharsets.UTF_8),
                        parties)
                .join();
        try (var again = Node.start();
                var customer = again.customer(order.customer())) {
            assertThat(customer.snapshot().path("orders")).hasSize(1);
            node.publish(broken.at(5, "SEARCHING"));
            assertThat(customer.hears("SEARCHING").path("version").intValue()).isEqualTo(5);
        }
    }

    @Test
    void theHeartbeatKeepsWhoAnswersAndClosesWhoDoesNot() throws IOException {
        var silent = UUID.randomUUID();
        try (var quick = Node.start("beckon.gateway.heartbeat=100ms", "beckon.gateway.silence=3s");
                var alive = quick.customer(UUID.randomUUID());
                var dead = deaf(quick, silent)) {
            soon(() -> quick.bean(Clients.class).has(silent));
            soon(() -> !quick.bean(Clients.class).has(silent));
            assertThat(dead.isConnected()).isTrue();
            assertThat(alive.story()).isEqualTo("SNAPSHOT");
        }
    }

    @Test
    void aSlowReaderIsCutOffAndNobodyElseIsDelayed() throws IOException {
        var order = order();
        var wordy =
                new Statuses(
                        order.order(),
                        order.customer(),
                        order.city(),
                        order.start(),
                        "n".repeat(4_000));
        try (var tab = node.customer(order.customer());
                var slow = deaf(node, order.customer())) {
            soon(() -> node.bean(Clients.class).of(order.customer()).size() == 2);
            int count = 2_000;
            for (int i = 1; i <= count; i++) {
                // Each with another driver, so that each tells the whole order.
                node.publish(
                        wordy.at(
                                i,
                                i % 2 == 0
                                        ? "ACCEPTED d1=ACCEPTED has=d1"
                                        : "ACCEPTED d2=ACCEPTED has=d2"));
                if (i % 10 == 0) {
                    tab.hears("ORDER_ACCEPTED", i - 1);
                }
            }
            soon(() -> node.bean(Clients.class).of(order.customer()).size() == 1);
            assertThat(slow.isConnected()).isTrue();
            assertThat(tab.story()).startsWith("SNAPSHOT ORDER_PLACED ORDER_ACCEPTED");
        }
    }

    /** A client who connects, and then neither reads nor says anything. */
    private static Socket deaf(Node node, UUID user) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", node.port()));
        socket.getOutputStream()
                .write(
                        """
                        GET /ws?ticket=%s HTTP/1.1\r
                        Host: 127.0.0.1\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """
                                .formatted(Node.ISSUER.ticket(user, ActorRole.CUSTOMER))
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private <T extends OrderFact> T fact(Statuses order, Class<T> type) {
        soon(
                () ->
                        node.seen().orderFacts().stream()
                                .anyMatch(
                                        f ->
                                                f.orderId().equals(order.order())
                                                        && type.isInstance(f)));
        return node.seen().orderFacts().stream()
                .filter(f -> f.orderId().equals(order.order()) && type.isInstance(f))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private <T extends DriverSignal> T signal(Statuses order, Class<T> type) {
        soon(() -> !signals(order, type).isEmpty());
        return signals(order, type).getFirst();
    }

    private <T extends DriverSignal> List<T> signals(Statuses order, Class<T> type) {
        return node.seen().signals().stream()
                .filter(s -> s.driverId().value().equals(order.driver("d1")) && type.isInstance(s))
                .map(type::cast)
                .toList();
    }
}
