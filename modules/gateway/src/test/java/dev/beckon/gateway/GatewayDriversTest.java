package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Drivers at their sockets: shifts, positions, signs of life. */
class GatewayDriversTest extends GatewayScene {

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
    void theCustomerSeesTheDriverFromAcceptanceOn() {
        var order = order();
        try (var customer = node.customer(order.customer());
                var driver = node.driver(order.driver("d1"))) {
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            driver.hears("OFFER");
            driver.say("{'type':'LOCATION','lat':1.0,'lng':2.0}");
            signal(order, DriverLocated.class);
            node.publish(order.at(3, "ACCEPTED d1=ACCEPTED has=d1"));
            customer.hears("ORDER_ACCEPTED");
            driver.say("{'type':'LOCATION','lat':1.001,'lng':2.0}");
            var seen = customer.hears("DRIVER_LOCATION");
            assertThat(customer.story()).contains("ORDER_ACCEPTED DRIVER_LOCATION");
            // The topics are read side by side: the one from before may come after the acceptance.
            assertThat(seen.path("lat").doubleValue()).isIn(1.0, 1.001);
            assertThat(seen.path("version").intValue()).isEqualTo(3);
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
            driver.say(
                    "{'type':'LOCATION','lat':1.003,'lng':2.0,'at':'" + now.plusMillis(5) + "'}");
            soon(() -> signals(order, DriverLocated.class).size() == 2);
            assertThat(signals(order, DriverLocated.class))
                    .extracting(DriverLocated::lat)
                    .containsExactly(1.0, 1.003);
            assertThat(driver.story())
                    .isEqualTo("SNAPSHOT REFUSED REFUSED REFUSED REFUSED REFUSED");
            assertThat(driver.all("REFUSED"))
                    .extracting(m -> m.path("detail").stringValue().split(" ")[0])
                    .containsExactly("at", "lat", "heading", "lat", "at");
        }
    }

    /** The leap itself is dropped, and yet a sign of life; who stays there is there. */
    @Test
    void aLeapIsDroppedWhateverTheTime() {
        var order = order();
        var start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(20);
        try (var driver = node.driver(order.driver("d1"))) {
            driver.say(location(10.0, start));
            driver.say(location(19.0, start.plusSeconds(1)));
            driver.say(location(19.001, start.plusSeconds(2)));
            soon(() -> signals(order, DriverLocated.class).size() == 2);
            assertThat(signals(order, DriverLocated.class))
                    .extracting(DriverLocated::lat)
                    .containsExactly(10.0, 19.001);
            assertThat(signals(order, DriverSeen.class).size()).isGreaterThanOrEqualTo(2);
            assertThat(driver.story()).isEqualTo("SNAPSHOT");
        }
    }

    private static String location(double lat, Instant at) {
        return "{'type':'LOCATION','lat':%s,'lng':2.0,'at':'%s'}".formatted(lat, at);
    }

    @Test
    void positionsAreCountedOnAllSocketsTogether() {
        var order = order();
        var user = order.driver("d1");
        var start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(20);
        var limit = "beckon.limits.positions=100/10h";
        try (var one = Node.start(limit, "beckon.node=limits-one");
                var two = Node.start(limit, "beckon.node=limits-two");
                var here = one.driver(user);
                var there = two.driver(user)) {
            int each = 120;
            for (int i = 0; i < each; i++) {
                here.say(location(1, start.plusMillis(i)));
                there.say(location(1, start.plusMillis(i)));
            }
            var players = List.of(here, there);
            players.forEach(Player::story);
            long refused = players.stream().mapToLong(it -> it.all("REFUSED").size()).sum();
            assertThat(2 * each - refused).isBetween(100L, 105L);
            assertThat(here.all("REFUSED").getLast().path("reason").stringValue())
                    .isEqualTo("TOO_FAST");
            soon(() -> signals(order, DriverLocated.class).size() == 2 * each - refused);
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
}
