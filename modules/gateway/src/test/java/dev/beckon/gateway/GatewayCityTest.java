package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators who watch the city move. */
class GatewayCityTest extends GatewayScene {

    private static final String WATCH =
            "{'type':'WATCH','bbox':{'south':%s,'west':20,'north':%s,'east':21},'zoom':14,'ref':'w'}";

    private void shift(DriverId driver, long version, ShiftState state) {
        node.publish(
                Topics.DRIVER_SHIFTS,
                new DriverShift(
                        driver,
                        version,
                        Instant.now(),
                        state,
                        new DriverProfile("Dora", null, null, Set.of()),
                        List.of()));
    }

    private void located(DriverId driver, Instant at, double lat) {
        node.publish(
                Topics.DRIVER_LOCATIONS,
                new DriverLocated(driver, at, lat, 20.5, null, 89.6, null, true));
    }

    private static Stream<JsonNode> drivers(Player operator, DriverId driver) {
        return operator.all("CITY").stream()
                .flatMap(city -> city.path("drivers").valueStream())
                .filter(d -> d.path("driverId").stringValue().equals(driver.toString()));
    }

    private static void hearsState(Player operator, DriverId driver, String state) {
        soon(
                () ->
                        drivers(operator, driver)
                                .anyMatch(d -> d.path("state").stringValue().equals(state)));
    }

    private static void hearsGone(Player operator, DriverId driver) {
        soon(
                () ->
                        operator.all("CITY").stream()
                                .flatMap(city -> city.path("gone").valueStream())
                                .anyMatch(id -> id.stringValue().equals(driver.toString())));
    }

    private static void hearsStatus(Player operator, Statuses order, String status) {
        soon(
                () ->
                        operator.all("CITY").stream()
                                .flatMap(city -> city.path("orders").valueStream())
                                .anyMatch(
                                        o ->
                                                o.path("orderId")
                                                                .stringValue()
                                                                .equals(order.order().toString())
                                                        && o.path("status")
                                                                .stringValue()
                                                                .equals(status)));
    }

    @Test
    void anOperatorSeesDriversComeMoveAndGo() {
        var driver = new DriverId(UUID.randomUUID());
        var other = new DriverId(UUID.randomUUID());
        var now = Instant.now();
        shift(driver, 1, ShiftState.ONLINE);
        shift(other, 1, ShiftState.ONLINE);
        located(driver, now.minusSeconds(5), 10.5);
        try (var operator = node.admin(UUID.randomUUID())) {
            operator.say(WATCH.formatted(10, 11));
            assertThat(operator.hears("ACK").path("ref").stringValue()).isEqualTo("w");
            var opening = operator.hears("CITY");
            assertThat(opening.path("anew").booleanValue()).isTrue();
            hearsState(operator, driver, "AVAILABLE");
            var seen = drivers(operator, driver).findFirst().orElseThrow();
            assertThat(seen.path("lat").doubleValue()).isEqualTo(10.5);
            assertThat(seen.path("heading").intValue()).isEqualTo(90);

            located(other, now, 12);
            located(driver, now.minusSeconds(4), 10.51);
            soon(
                    () ->
                            drivers(operator, driver)
                                    .anyMatch(d -> d.path("lat").doubleValue() == 10.51));
            shift(driver, 2, ShiftState.OFFLINE);
            hearsGone(operator, driver);
            shift(driver, 3, ShiftState.ONLINE);
            soon(() -> drivers(operator, driver).count() == 3);
            node.publish(Topics.DRIVER_LOCATIONS, new DriverGone(driver, now));
            soon(
                    () ->
                            operator.all("CITY").stream()
                                            .flatMap(city -> city.path("gone").valueStream())
                                            .count()
                                    == 2);
            assertThat(drivers(operator, other)).as("is outside of the box").isEmpty();
        }
    }

    @Test
    void anOrderAndItsDriverAreSeenFromTheSearchToTheEnd() {
        var order = order();
        var driver = new DriverId(order.driver("d1"));
        shift(driver, 1, ShiftState.ONLINE);
        var pickup = Statuses.PICKUP.latLng();
        node.publish(
                Topics.DRIVER_LOCATIONS,
                new DriverLocated(
                        driver, Instant.now(), pickup.lat(), pickup.lng(), null, null, null, true));
        node.publish(order.at(1, "SEARCHING"));
        try (var operator = node.admin(UUID.randomUUID())) {
            operator.say(
                    """
                    {'type':'WATCH','bbox':{'south':%s,'west':%s,'north':%s,'east':%s},'zoom':14}\
                    """
                            .formatted(
                                    pickup.lat() - 0.01,
                                    pickup.lng() - 0.01,
                                    pickup.lat() + 0.01,
                                    pickup.lng() + 0.01));
            hearsStatus(operator, order, "SEARCHING");
            hearsState(operator, driver, "AVAILABLE");
            node.publish(order.at(2, "OFFERED d1=OPEN"));
            hearsStatus(operator, order, "OFFERED");
            hearsState(operator, driver, "OFFERED");
            node.publish(order.at(3, "ACCEPTED d1=ACCEPTED has=d1"));
            hearsStatus(operator, order, "ACCEPTED");
            hearsState(operator, driver, "BUSY");
            int before = (int) drivers(operator, driver).count();
            node.publish(order.at(4, "DELIVERED d1=ACCEPTED has=d1"));
            hearsStatus(operator, order, "DELIVERED");
            soon(() -> drivers(operator, driver).count() > before);

            operator.say("{'type':'UNWATCH','ref':'enough'}");
            soon(
                    () ->
                            operator.all("ACK").stream()
                                    .anyMatch(a -> a.path("ref").asString("").equals("enough")));
            int told = operator.all("CITY").size();
            node.publish(order().at(1, "SEARCHING"));
            try (var next = node.admin(UUID.randomUUID())) {
                next.say(
                        WATCH.formatted(-90, 90)
                                .replace(":20,", ":-180,")
                                .replace(":21}", ":180}"));
                next.hears("CITY");
                assertThat(operator.all("CITY")).hasSize(told);
            }
        }
    }

    @Test
    void theNextWatchTakesThePlaceOfTheFormer() {
        var driver = new DriverId(UUID.randomUUID());
        shift(driver, 1, ShiftState.ONLINE);
        located(driver, Instant.now(), 30.5);
        try (var operator = node.admin(UUID.randomUUID())) {
            operator.say(WATCH.formatted(40, 41));
            operator.hears("CITY");
            operator.say(WATCH.formatted(30, 31));
            hearsState(operator, driver, "AVAILABLE");
            assertThat(
                            operator.all("CITY").stream()
                                    .filter(city -> city.path("anew").asBoolean(false)))
                    .hasSize(2);
        }
    }

    @Test
    void whatMakesNoSenseAndWhoMayNotAreRefused() {
        try (var operator = node.admin(UUID.randomUUID());
                var driver = node.driver(UUID.randomUUID())) {
            operator.say(WATCH.formatted(11, 10));
            operator.say(WATCH.formatted(-91, 10));
            operator.say(WATCH.formatted("'x'", 10));
            operator.say(WATCH.formatted(10, 11).replace(":21}", ":20}"));
            operator.say(WATCH.formatted(10, 11).replace("14", "25"));
            operator.say("{'type':'WATCH','zoom':3,'ref':'w'}");
            operator.hears("REFUSED", 5);
            assertThat(operator.all("REFUSED"))
                    .allMatch(m -> m.path("reason").stringValue().equals("BAD_MESSAGE"))
                    .allMatch(m -> m.path("ref").stringValue().equals("w"));
            assertThat(operator.all("REFUSED"))
                    .extracting(m -> m.path("detail").stringValue())
                    .containsExactly(
                            "bbox: south must be less than north",
                            "bbox: south must be between -90 and 90 degrees, not -91.0",
                            "bbox.south must be a number in its range",
                            "bbox: west must not be the same as east",
                            "zoom must be 0 to 24, not 25.0",
                            "bbox is missing");
            driver.say(WATCH.formatted(10, 11));
            driver.say("{'type':'UNWATCH','ref':'u'}");
            assertThat(driver.hears("REFUSED", 1).path("ref").stringValue()).isEqualTo("u");
            assertThat(driver.all("REFUSED"))
                    .allMatch(m -> m.path("reason").stringValue().equals("NOT_YOURS"));
            assertThat(operator.story()).doesNotContain("CITY");
        }
    }
}
