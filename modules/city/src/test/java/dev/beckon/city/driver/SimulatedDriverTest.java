package dev.beckon.city.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.city.report.Drive;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.routing.Earth;
import dev.beckon.routing.StraightLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each test is a conversation; positions are left out of it. */
class SimulatedDriverTest {

    private static final Instant AT = Instant.EPOCH;
    private static final DriverId ME = new DriverId(new UUID(0, 1));
    private static final OrderId ORDER = new OrderId(new UUID(0, 2));
    private static final OfferId OFFER = new OfferId(new UUID(0, 3));
    private static final LatLng START = new LatLng(52.5, 16);
    private static final Town TOWN = Town.unmapped(1, List.of(START));

    private final List<Drive> drives = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private SimulatedDriver driver = driver(Habits.Mishap.NONE);
    private long nowMs;
    private int positions;

    @Test
    void goesOnShiftWithItsPosition() {
        List<ClientMessage> first = driver.connected(nowMs);

        assertThat(first.getFirst()).isInstanceOf(ClientMessage.Location.class);
        assertThat(first.get(1)).isInstanceOf(ClientMessage.Shift.class);
        assertThat(driver.ready()).isFalse();
        hear(ack("r1"));
        assertThat(driver.ready()).isTrue();
    }

    @Test
    void drivesAnOrderFromOfferToDelivery() {
        online();
        hear(offer());
        pass(15);
        hear(ack("r2"), accepted(OrderState.ACCEPTED));
        atPickup();
        hear(seen());
        pass(60);
        hear(ack("r3"));
        pass(300);
        hear(ack("r4"));

        assertThat(conversation())
                .isEqualTo("OfferReceived AcceptOffer r2 | Pickup r3 | Deliver r4");
        assertThat(driver.driving(nowMs)).isFalse();
    }

    @Test
    void saysToBeThereIfNobodyNotices() {
        accept();
        atPickup();
        long thereMs = nowMs;
        pass(30);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | Arrived r3");
        assertThat(nowMs - thereMs).isEqualTo(10_000);
        pass(30);
        assertThat(conversation()).endsWith("Arrived r3");
        hear(ack("r3"));
        pass(30);
        assertThat(conversation()).endsWith("Arrived r3 | Pickup r4");
    }

    @Test
    void tellsWhereItIsUntilItIsSeen() {
        accept();
        atPickup();
        int before = positions;
        pass(9);

        assertThat(positions - before).isEqualTo(6);
    }

    @Test
    void mayBeSeenBeforeItStops() {
        accept();
        hear(seen());
        atPickup();
        pass(30);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | Pickup r3");
    }

    @Test
    void comparesTheWayWithThePromise() {
        accept();
        double metres = Earth.distanceM(driver.at(nowMs), place(0.01).latLng());
        assertThat(drives).isEmpty();
        atPickup();
        pass(60);

        assertThat(drives).hasSize(1);
        assertThat(drives.getFirst().promisedS()).isEqualTo(60);
        // However long it is not seen there: only the drive counts.
        assertThat(drives.getFirst().drivenS())
                .isCloseTo(StraightLine.TOWN.etaS(metres), within(1e-6));
    }

    @Test
    void aWayThatIsNotDrivenToItsEndIsNotCompared() {
        accept();
        hear(new ServerMessage.OrderCancelled(AT, ORDER, 7, ActorRole.CUSTOMER, null));
        pass(300);

        assertThat(drives).isEmpty();
    }

    @Test
    void givesUpOnTheWayNowAndThen() {
        driver = driver(Habits.Mishap.GIVES_UP);
        accept();
        pass(60);
        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | Cancel r3");
        assertThat(driver.at(nowMs)).isNotEqualTo(place(0.01).latLng());
        hear(
                ack("r3"),
                new ServerMessage.OrderCancelled(AT, ORDER, 6, ActorRole.SYSTEM, "no longer"));
        pass(60);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | Cancel r3");
        assertThat(driver.stuck(nowMs)).isFalse();
        assertThat(drives).isEmpty();
    }

    @Test
    void goesOfflineWhileBusyAndComesBackAfterABreak() {
        driver = driver(Habits.Mishap.GOES_OFFLINE);
        accept();
        pass(1);
        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | Shift r3");
        hear(ack("r3"), seen());
        pass(60);
        hear(ack("r4"));
        pass(300);
        hear(ack("r5"));
        assertThat(driver.ready()).isFalse();
        pass(120);
        hear(ack("r6"));

        assertThat(conversation()).endsWith("Shift r3 | Pickup r4 | Deliver r5 | Shift r6");
        assertThat(driver.ready()).isTrue();
    }

    @Test
    void mishapsAreRare() {
        Habits habits = new Habits(1);
        var mishaps =
                IntStream.range(0, 10_000)
                        .mapToObj(_ -> habits.mishap())
                        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));

        assertThat(mishaps.get(Habits.Mishap.GIVES_UP)).isBetween(100L, 200L);
        assertThat(mishaps.get(Habits.Mishap.GOES_OFFLINE)).isBetween(230L, 370L);
    }

    @Test
    void movesAtTheSpeedOfTheCity() {
        online();
        hear(offer());
        pass(15);
        LatLng before = driver.at(nowMs);
        hear(ack("r2"), accepted(OrderState.ACCEPTED));

        assertThat(driver.driving(nowMs)).isTrue();
        pass(3);
        assertThat(driver.at(nowMs)).isNotEqualTo(before);
        pass(300);
        assertThat(driver.at(nowMs)).isEqualTo(place(0.01).latLng());
    }

    @Test
    void answersAnOfferOnceHoweverOftenItComes() {
        online();
        hear(offer(), offer());
        pass(15);
        hear(offer());
        pass(3);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2");
    }

    @Test
    void doesNotAnswerAnOfferThatIsClosed() {
        online();
        hear(offer());
        hear(
                new ServerMessage.OfferClosed(
                        AT, ORDER, 4, OFFER, ServerMessage.OfferClosedReason.WITHDRAWN));
        pass(15);

        assertThat(conversation()).isEqualTo("OfferReceived");
    }

    @Test
    void repeatsAnUnansweredCommandUnderItsRef() {
        online();
        hear(offer());
        pass(15);
        pass(5);
        assertThat(driver.stuck(nowMs)).isFalse();
        pass(5);
        pass(5);

        assertThat(conversation()).startsWith("OfferReceived AcceptOffer r2 | AcceptOffer r2");
        assertThat(driver.stuck(nowMs)).isTrue();
    }

    @Test
    void repeatsWhatWasTooFast() {
        online();
        hear(offer());
        pass(15);
        hear(new ServerMessage.Refused(AT, "r2", Refusal.TOO_FAST, "slowly"));
        pass(5);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2 | AcceptOffer r2");
    }

    @Test
    void forgetsAnOrderThatIsCancelled() {
        online();
        hear(offer());
        pass(15);
        hear(ack("r2"), accepted(OrderState.ACCEPTED));
        hear(new ServerMessage.OrderCancelled(AT, ORDER, 7, ActorRole.CUSTOMER, null));
        pass(600);

        assertThat(conversation()).isEqualTo("OfferReceived AcceptOffer r2");
    }

    @Test
    void doesNothingWithoutAConnection() {
        online();
        hear(offer());
        driver.lost();
        pass(60);

        assertThat(conversation()).isEqualTo("OfferReceived");
    }

    @Test
    void goesOnFromTheSnapshot() {
        online();
        hear(offer());
        pass(15);
        driver.lost();
        driver.connected(nowMs);
        hear(snapshot(OrderState.PICKED_UP, ME));
        pass(1);
        hear(ack("r2"));
        pass(300);

        assertThat(conversation())
                .isEqualTo("OfferReceived AcceptOffer r2 | AcceptOffer r2 | Deliver r3");
    }

    @Test
    void dropsWhatTheSnapshotShowsWithAnother() {
        online();
        hear(offer());
        pass(15);
        hear(ack("r2"), accepted(OrderState.ACCEPTED));
        driver.lost();
        driver.connected(nowMs);
        hear(snapshot(OrderState.ACCEPTED, new DriverId(new UUID(9, 9))));

        assertThat(driver.driving(nowMs)).isFalse();
    }

    @Test
    void wantsAnotherConnectionIfTheOrderDoesNotCome() {
        online();
        hear(offer());
        pass(15);
        hear(ack("r2"));
        assertThat(driver.stuck(nowMs)).isFalse();
        pass(11);
        assertThat(driver.stuck(nowMs)).isTrue();
    }

    @Test
    void mostDriversAcceptSomeDeclineFewIgnore() {
        Habits habits = new Habits(1);
        var answers =
                IntStream.range(0, 10_000)
                        .mapToObj(_ -> habits.answer())
                        .collect(Collectors.groupingBy(Answer::choice, Collectors.counting()));

        assertThat(answers.get(Answer.Choice.ACCEPT)).isBetween(8_500L, 8_900L);
        assertThat(answers.get(Answer.Choice.DECLINE)).isBetween(900L, 1_100L);
        assertThat(answers.get(Answer.Choice.IGNORE)).isBetween(230L, 370L);
    }

    /** One who takes the first offer, and what comes of it. */
    private SimulatedDriver driver(Habits.Mishap mishap) {
        for (long seed = 0; ; seed++) {
            Habits foretold = new Habits(seed);
            if (foretold.answer().choice() == Answer.Choice.ACCEPT && foretold.mishap() == mishap) {
                Habits habits = new Habits(seed);
                return new SimulatedDriver(
                        ME,
                        TOWN,
                        habits,
                        new Wandering(TOWN, habits),
                        START,
                        10,
                        1_500,
                        (_, drive) -> drives.add(drive));
            }
        }
    }

    private void online() {
        driver.connected(nowMs);
        hear(ack("r1"));
        said.clear();
    }

    private void accept() {
        online();
        hear(offer());
        pass(15);
        hear(ack("r2"), accepted(OrderState.ACCEPTED));
    }

    private void atPickup() {
        while (driver.driving(nowMs)) {
            nowMs += 100;
            note(driver.tick(nowMs));
        }
    }

    private static ServerMessage seen() {
        return new ServerMessage.DriverArrived(AT, ORDER, 6);
    }

    private void hear(ServerMessage... messages) {
        for (ServerMessage message : messages) {
            note(driver.received(message, nowMs));
        }
    }

    /** Time passes in steps as the clock of the fleet has them, up to where something is said. */
    private void pass(int seconds) {
        int before = said.size();
        for (long endMs = nowMs + seconds * 1_000L; nowMs < endMs && said.size() == before; ) {
            nowMs += 100;
            note(driver.tick(nowMs));
        }
    }

    private void note(List<ClientMessage> messages) {
        for (ClientMessage message : messages) {
            if (message instanceof ClientMessage.Command command) {
                said.add(command.getClass().getSimpleName() + " " + command.ref() + " |");
            } else if (message instanceof ClientMessage.Location) {
                positions++;
            } else {
                said.add(message.getClass().getSimpleName());
            }
        }
    }

    private String conversation() {
        String all = String.join(" ", said);
        return all.endsWith(" |") ? all.substring(0, all.length() - 2) : all;
    }

    private static ServerMessage ack(String ref) {
        return new ServerMessage.Ack(AT, ref);
    }

    private static ServerMessage.Offer offer() {
        return new ServerMessage.Offer(
                AT, ORDER, 3, OFFER, Kind.DELIVERY, START, place(0.02).latLng(), 60, 500, AT);
    }

    private static ServerMessage accepted(OrderState state) {
        return new ServerMessage.OrderAccepted(
                AT, ORDER, 5, new OrderView.Driver(ME, null, null, null), 60, view(state, ME));
    }

    private static ServerMessage snapshot(OrderState state, DriverId by) {
        return new ServerMessage.Snapshot(AT, List.of(view(state, by)), List.of());
    }

    private static OrderView view(OrderState state, @Nullable DriverId by) {
        return new OrderView(
                ORDER,
                5,
                state,
                Kind.DELIVERY,
                place(0.01),
                place(0.02),
                null,
                AT,
                0,
                null,
                by == null ? null : new OrderView.Driver(by, null, null, null),
                60,
                null,
                null,
                null);
    }

    private static Place place(double east) {
        return Place.of(START.lat(), START.lng() + east);
    }
}
