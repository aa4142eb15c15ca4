package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.socket.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what when an order changes. C is the customer, d1, d2 … are drivers. */
class ChangesTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private final Statuses statuses = Statuses.of("pure", START);
    private final Profiles profiles = new Profiles();
    private final Views views = new Views(profiles);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            textBlock =
"""
# step by step
placed | - | PLACED | C ORDER_PLACED
searching | PLACED | SEARCHING | C SEARCHING 0
waiting | SEARCHING | SEARCHING attempt=1 next=5 | C SEARCHING 1 next +5
waiting longer | SEARCHING attempt=1 next=5 | SEARCHING attempt=2 next=9 | C SEARCHING 2 next +9
the same | SEARCHING attempt=1 next=5 | SEARCHING attempt=1 next=5 | nothing
asked | SEARCHING | OFFERED d1=OPEN@18 | d1 OFFER +18
asked after a wait | SEARCHING attempt=1 next=5 | OFFERED attempt=1 d1=OPEN@18 | d1 OFFER +18, C SEARCHING 1
receipt | OFFERED d1=OPEN@18 | OFFERED d1=RECEIVED@15 | d1 OFFER +15
receipt without a new end | OFFERED d1=OPEN@18 | OFFERED d1=RECEIVED@18 | nothing
accepted | OFFERED d1=RECEIVED | ACCEPTED d1=ACCEPTED has=d1 | C+d1 ORDER_ACCEPTED by Dora
arriving | ACCEPTED d1=ACCEPTED has=d1 | ARRIVING d1=ACCEPTED has=d1 eta=60 | C+d1 DRIVER_ARRIVING 60
arriving sooner | ARRIVING d1=ACCEPTED has=d1 eta=60 | ARRIVING d1=ACCEPTED has=d1 eta=30 | C+d1 DRIVER_ARRIVING 30
arrived | ARRIVING d1=ACCEPTED has=d1 | ARRIVED d1=ACCEPTED has=d1 | C+d1 DRIVER_ARRIVED
picked up | ARRIVED d1=ACCEPTED has=d1 | PICKED_UP d1=ACCEPTED has=d1 | C+d1 ORDER_PICKED_UP
delivered | PICKED_UP d1=ACCEPTED has=d1 | DELIVERED d1=ACCEPTED has=d1 | C+d1 ORDER_DELIVERED
nobody | SEARCHING | NO_DRIVER_FOUND | C NO_DRIVER_FOUND
# how offers end
declined | OFFERED d1=RECEIVED | SEARCHING d1=DECLINED | d1 OFFER_CLOSED WITHDRAWN
expired | OFFERED d1=RECEIVED | SEARCHING d1=EXPIRED | d1 OFFER_CLOSED EXPIRED
undelivered | OFFERED d1=OPEN | SEARCHING d1=UNDELIVERED | d1 OFFER_CLOSED WITHDRAWN
next one at once | OFFERED d1=RECEIVED | OFFERED d1=EXPIRED d2=OPEN | d1 OFFER_CLOSED EXPIRED, d2 OFFER +18
asked again | OFFERED d1=OPEN | OFFERED d1=UNDELIVERED d1b=OPEN@40 | d1 OFFER_CLOSED WITHDRAWN, d1 OFFER +40
taken by another | OFFERED d1=OPEN d2=RECEIVED | ACCEPTED d1=WITHDRAWN d2=ACCEPTED has=d2 | d1 OFFER_CLOSED TAKEN, C+d2 ORDER_ACCEPTED by Dirk
cancelled under an offer | OFFERED d1=OPEN | CANCELLED d1=WITHDRAWN | d1 OFFER_CLOSED CANCELLED, C ORDER_CANCELLED CUSTOMER
given up under an offer | OFFERED d1=OPEN | NO_DRIVER_FOUND d1=WITHDRAWN | d1 OFFER_CLOSED WITHDRAWN, C NO_DRIVER_FOUND
withdrawn | OFFERED d1=OPEN | SEARCHING d1=WITHDRAWN | d1 OFFER_CLOSED WITHDRAWN
closed long ago | SEARCHING d1=EXPIRED | SEARCHING d1=EXPIRED attempt=1 | C SEARCHING 1
# how orders end
called off | SEARCHING | CANCELLED | C ORDER_CANCELLED CUSTOMER
called off by an admin | ACCEPTED d1=ACCEPTED has=d1 | CANCELLED d1=ACCEPTED has=d1 by=ADMIN | C+d1 ORDER_CANCELLED ADMIN
the driver loses it | ACCEPTED d1=ACCEPTED has=d1 | SEARCHING d1=ACCEPTED | d1 ORDER_CANCELLED SYSTEM, C SEARCHING 0
lost, and another asked | ARRIVED d1=ACCEPTED has=d1 | OFFERED d1=ACCEPTED d2=OPEN | d1 ORDER_CANCELLED SYSTEM, d2 OFFER +18, C SEARCHING 0
lost, and another has it | ACCEPTED d1=ACCEPTED has=d1 | ACCEPTED d1=ACCEPTED d2=ACCEPTED has=d2 | d1 ORDER_CANCELLED SYSTEM, C+d2 ORDER_ACCEPTED by Dirk
lost twice | ACCEPTED d1=ACCEPTED d2=ACCEPTED has=d2 | NO_DRIVER_FOUND d1=ACCEPTED d2=ACCEPTED | d2 ORDER_CANCELLED SYSTEM, C NO_DRIVER_FOUND
lost and told before | SEARCHING d1=ACCEPTED | CANCELLED d1=ACCEPTED | C ORDER_CANCELLED CUSTOMER
# versions skip
placed and searching | - | SEARCHING | C ORDER_PLACED, C SEARCHING 0
placed and asked | - | OFFERED d1=OPEN | C ORDER_PLACED, d1 OFFER +18, C SEARCHING 0
placed and accepted | - | ACCEPTED d1=ACCEPTED has=d1 | C ORDER_PLACED, C+d1 ORDER_ACCEPTED by Dora
placed and cancelled | - | CANCELLED | C ORDER_PLACED, C ORDER_CANCELLED CUSTOMER
all at once | - | DELIVERED d1=ACCEPTED has=d1 | C ORDER_PLACED, C+d1 ORDER_ACCEPTED by Dora, C+d1 ORDER_DELIVERED
asked to picked up | OFFERED d1=OPEN | PICKED_UP d1=ACCEPTED has=d1 | C+d1 ORDER_ACCEPTED by Dora, C+d1 ORDER_PICKED_UP
accepted and cancelled | OFFERED d1=OPEN | CANCELLED d1=ACCEPTED has=d1 | C+d1 ORDER_ACCEPTED by Dora, C+d1 ORDER_CANCELLED CUSTOMER
accepted and lost | OFFERED d1=OPEN | SEARCHING d1=ACCEPTED | d1 OFFER_CLOSED WITHDRAWN, d1 ORDER_CANCELLED SYSTEM
made and ended unseen | SEARCHING | SEARCHING d1=EXPIRED | nothing
""")
    void tells(String name, @Nullable String before, String after, String expected) {
        profile("d1", "Dora");
        profile("d2", "Dirk");
        var from = before == null ? null : statuses.at(3, before);
        assertThat(told(Changes.between(views, from, statuses.at(9, after)))).isEqualTo(expected);
    }

    @Test
    void addressAndNoteReachTheDriverWithTheAcceptance() {
        var asked = statuses.at(2, "OFFERED d1=OPEN");
        var accepted = statuses.at(3, "ACCEPTED d1=ACCEPTED has=d1");

        var offer = Changes.between(views, null, asked).get(1);
        assertThat(offer.to()).containsExactly(statuses.driver("d1"));
        assertThat(((ServerMessage.Offer) offer.message()).pickup())
                .isEqualTo(Statuses.PICKUP.latLng().coarse())
                .isNotEqualTo(Statuses.PICKUP.latLng());

        var acceptance = Changes.between(views, asked, accepted).getFirst();
        assertThat(acceptance.to())
                .containsExactlyInAnyOrder(statuses.customer(), statuses.driver("d1"));
        var order = ((ServerMessage.OrderAccepted) acceptance.message()).order();
        assertThat(order.pickup()).isEqualTo(Statuses.PICKUP);
        assertThat(order.note()).isEqualTo("ring twice");
    }

    @Test
    void everyMessageCarriesTheVersionAndTimeOfTheChange() {
        var after = statuses.at(9, "DELIVERED d1=ACCEPTED has=d1");
        assertThat(Changes.between(views, null, after))
                .hasSize(3)
                .allSatisfy(
                        push -> {
                            assertThat(push.message().at()).isEqualTo(after.at());
                            assertThat(((ServerMessage.AboutOrder) push.message()).version())
                                    .isEqualTo(9);
                        });
    }

    /** What a user sees of an order in the snapshot. */
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "PLACED,C,PLACED whole",
        "OFFERED d1=OPEN,d1,nothing",
        "OFFERED d1=OPEN,C,OFFERED whole",
        "ACCEPTED d1=ACCEPTED has=d1,d1,ACCEPTED whole",
        "DELIVERED d1=ACCEPTED has=d1,d1,DELIVERED whole",
        "CANCELLED d1=ACCEPTED has=d1,d1,CANCELLED whole",
        "SEARCHING d1=ACCEPTED,d1,CANCELLED in part",
        "ACCEPTED d1=ACCEPTED d2=ACCEPTED has=d2,d1,CANCELLED in part",
        "ACCEPTED d1=EXPIRED d2=ACCEPTED has=d2,d1,nothing",
        "ACCEPTED d1=ACCEPTED has=d1,d9,nothing",
    })
    void shows(String line, String user, String expected) {
        var id = user.equals("C") ? statuses.customer() : statuses.driver(user);
        var view = views.order(statuses.at(4, line), id);
        assertThat(
                        view == null
                                ? "nothing"
                                : view.status()
                                        + (Statuses.PICKUP.equals(view.pickup())
                                                        && "ring twice".equals(view.note())
                                                ? " whole"
                                                : " in part"))
                .isEqualTo(expected);
    }

    private void profile(String driver, String name) {
        profiles.put(
                new DriverShift(
                        new DriverId(statuses.driver(driver)),
                        1,
                        START,
                        ShiftState.ONLINE,
                        new DriverProfile(name, null, null, Set.of()),
                        List.of()));
    }

    private String told(List<Push> pushes) {
        return pushes.isEmpty()
                ? "nothing"
                : pushes.stream()
                        .map(push -> names(push) + " " + told(push.message()))
                        .collect(Collectors.joining(", "));
    }

    private String names(Push push) {
        return Stream.of("C", "d1", "d2", "d3")
                .filter(
                        name ->
                                push.to()
                                        .contains(
                                                name.equals("C")
                                                        ? statuses.customer()
                                                        : statuses.driver(name)))
                .collect(Collectors.joining("+"));
    }

    private static String told(ServerMessage message) {
        return switch (message) {
            case ServerMessage.OrderPlaced _ -> "ORDER_PLACED";
            case ServerMessage.Searching m ->
                    "SEARCHING "
                            + m.attempt()
                            + (m.nextAt() == null ? "" : " next " + sinceStart(m.nextAt()));
            case ServerMessage.Offer m -> "OFFER " + sinceStart(m.expiresAt());
            case ServerMessage.OfferClosed m -> "OFFER_CLOSED " + m.reason();
            case ServerMessage.OrderAccepted m -> "ORDER_ACCEPTED by " + m.driver().name();
            case ServerMessage.DriverArriving m -> "DRIVER_ARRIVING " + m.etaS();
            case ServerMessage.DriverArrived _ -> "DRIVER_ARRIVED";
            case ServerMessage.OrderPickedUp _ -> "ORDER_PICKED_UP";
            case ServerMessage.OrderDelivered _ -> "ORDER_DELIVERED";
            case ServerMessage.OrderCancelled m -> "ORDER_CANCELLED " + m.by();
            case ServerMessage.NoDriverFound _ -> "NO_DRIVER_FOUND";
            case ServerMessage.Snapshot _,
                    ServerMessage.DriverLocation _,
                    ServerMessage.DriverLost _,
                    ServerMessage.City _,
                    ServerMessage.Ack _,
                    ServerMessage.Refused _,
                    ServerMessage.Pong _ ->
                    throw new AssertionError("no change of an order: " + message);
        };
    }

    private static String sinceStart(Instant instant) {
        return "+" + Duration.between(START, instant).toSeconds();
    }
}
