package dev.beckon.city.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.city.recording.Recording;
import dev.beckon.city.recording.Tracks;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.routing.Earth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded driver goes north along a meridian, and is silent for a while in between. */
class FollowingTest {

    private static final double SPEED = 10;
    private static final DriverId ME = new DriverId(new UUID(0, 1));
    private static final OrderId ORDER = new OrderId(new UUID(0, 2));
    private static final LatLng START = new LatLng(52.5, 16);
    private static final Town TOWN = Town.unmapped(1, List.of(START));

    /** Degrees a minute: slower than one drives. */
    private static final double STEP = 0.001;

    @TempDir private Path folder;
    private final List<ShiftState> shifts = new ArrayList<>();
    private Tracks tracks;
    private SimulatedDriver driver;
    private long nowMs;
    private int positions;

    @BeforeEach
    void record() throws IOException {
        StringBuilder rows = new StringBuilder("epoch,cab,lat,lon\n");
        for (int minute = 0; minute <= 60; minute++) {
            rows.append("%d,a,%.5f,16\n".formatted(minute * 60, START.lat() + minute * STEP));
        }
        rows.append("7200,a,52.9,16\n");
        rows.append("7260,a,52.9,16\n");
        rows.append("9000,b,52.9,16\n");
        Path file = Files.writeString(folder.resolve("pings.csv"), rows);
        tracks = Recording.of(file, null, 1, _ -> {}).open(SPEED);
        tracks.begin(0);
        Habits habits = new Habits(habitsWithoutMishap());
        Wandering wandering = new Wandering(TOWN, habits);
        driver =
                new SimulatedDriver(
                        ME,
                        TOWN,
                        habits,
                        new Following(tracks.list().getFirst(), TOWN, wandering),
                        START,
                        SPEED,
                        1_500,
                        (_, _) -> {});
        note(driver.connected(nowMs));
    }

    @AfterEach
    void close() {
        tracks.close();
    }

    @Test
    void goesWhereTheRecordingSays() {
        pass(1_200);

        assertThat(fromRecorded()).isLessThan(30);
        assertThat(shifts).containsExactly(ShiftState.ONLINE);
        assertThat(positions).isGreaterThan(60);
    }

    @Test
    void isOnShiftOnlyWhileTheRecordingHasIt() {
        pass(3_700);
        int before = positions;
        assertThat(shifts).containsExactly(ShiftState.ONLINE, ShiftState.OFFLINE);
        pass(3_400);
        assertThat(positions).isEqualTo(before);
        pass(150);

        assertThat(shifts)
                .containsExactly(ShiftState.ONLINE, ShiftState.OFFLINE, ShiftState.ONLINE);
        assertThat(driver.at(nowMs)).isEqualTo(new LatLng(52.9, 16));
    }

    @Test
    void leavesItForAnOrderAndFindsBackByRoad() {
        pass(300);
        hear(accepted());
        LatLng away = new LatLng(START.lat(), 16.03);
        while (driver.driving(nowMs)) {
            pass(1);
        }
        assertThat(driver.at(nowMs)).isEqualTo(away);
        assertThat(fromRecorded()).isGreaterThan(1_000);
        LatLng before = driver.at(nowMs);
        hear(new ServerMessage.OrderDelivered(Instant.EPOCH, ORDER, 9));
        assertThat(driver.at(nowMs)).isEqualTo(before);
        // It does not jump: no more than what a car covers in a second.
        for (int second = 0; second < 2_000; second++) {
            pass(1);
            assertThat(Earth.distanceM(before, driver.at(nowMs))).isLessThan(30);
            before = driver.at(nowMs);
        }

        assertThat(fromRecorded()).isLessThan(30);
        assertThat(shifts).containsExactly(ShiftState.ONLINE);
    }

    @Test
    void finishesItsOrderThoughTheRecordingIsSilent() {
        pass(3_500);
        hear(accepted());
        pass(600);
        assertThat(shifts).containsExactly(ShiftState.ONLINE);
        hear(new ServerMessage.OrderDelivered(Instant.EPOCH, ORDER, 9));
        pass(1);

        assertThat(shifts).containsExactly(ShiftState.ONLINE, ShiftState.OFFLINE);
    }

    private double fromRecorded() {
        double minutes = nowMs / 1e3 * SPEED / 60;
        return Earth.distanceM(
                driver.at(nowMs), new LatLng(START.lat() + minutes * STEP, START.lng()));
    }

    /** Seconds of the city's time. */
    private void pass(int seconds) {
        for (long endMs = nowMs + Math.round(seconds * 1e3 / SPEED); nowMs < endMs; ) {
            nowMs += 100;
            tracks.readOn(nowMs);
            note(driver.tick(nowMs));
        }
    }

    private void hear(ServerMessage message) {
        note(driver.received(message, nowMs));
    }

    /** Every command is done at once. */
    private void note(List<ClientMessage> messages) {
        for (ClientMessage message : messages) {
            if (message instanceof ClientMessage.Location) {
                positions++;
            } else if (message instanceof ClientMessage.Command command) {
                if (command instanceof ClientMessage.Shift shift) {
                    shifts.add(shift.state());
                }
                hear(new ServerMessage.Ack(Instant.EPOCH, command.ref()));
            }
        }
    }

    private static long habitsWithoutMishap() {
        long seed = 0;
        while (new Habits(seed).mishap() != Habits.Mishap.NONE) {
            seed++;
        }
        return seed;
    }

    private static ServerMessage accepted() {
        OrderView.Driver me = new OrderView.Driver(ME, null, null, null);
        OrderView order =
                new OrderView(
                        ORDER,
                        5,
                        OrderState.ACCEPTED,
                        Kind.RIDE,
                        Place.of(START.lat(), 16.03),
                        Place.of(START.lat(), 16.06),
                        null,
                        Instant.EPOCH,
                        0,
                        null,
                        me,
                        60,
                        null,
                        null,
                        null);
        return new ServerMessage.OrderAccepted(Instant.EPOCH, ORDER, 5, me, 60, order);
    }
}
