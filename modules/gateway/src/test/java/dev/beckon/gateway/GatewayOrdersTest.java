package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of orders to whom, and what becomes of commands. */
class GatewayOrdersTest extends GatewayScene {

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
}
