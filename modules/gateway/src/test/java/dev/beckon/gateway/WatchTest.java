package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverState;
import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.socket.ServerMessage.City;
import dev.beckon.contracts.socket.ServerMessage.CityDriver;
import dev.beckon.contracts.socket.ServerMessage.CityOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator is told of a city that the test makes up. */
class WatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Box BOX = new Box(10, 20, 11, 21);

    private final Map<DriverId, CityDriver> drivers = new HashMap<>();
    private final Map<OrderId, CityOrder> orders = new HashMap<>();
    private final Map<UUID, String> names = new TreeMap<>();
    private final Watch.View view = new Watch.View(drivers::get, orders::get);
    private Watch watch = new Watch(BOX, 12);

    private UUID id(String name) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        names.put(id, name);
        return id;
    }

    private void driver(String name, DriverState state, double lat, double lng) {
        var id = new DriverId(id(name));
        drivers.put(id, new CityDriver(id, lat, lng, state, 359, NOW));
        watch.changed(id);
    }

    private void moves(String name, double lat, double lng) {
        var id = new DriverId(id(name));
        var old = drivers.get(id);
        var state = old == null ? DriverState.AVAILABLE : old.state();
        drivers.put(id, new CityDriver(id, lat, lng, state, null, NOW));
        watch.moved(id);
    }

    private void leaves(String name) {
        drivers.remove(new DriverId(id(name)));
        watch.changed(new DriverId(id(name)));
    }

    private void order(String name, long version, OrderState state, double lat, double dropoffLat) {
        var id = new OrderId(id(name));
        orders.put(
                id,
                new CityOrder(
                        id,
                        version,
                        state,
                        Kind.DELIVERY,
                        new LatLng(lat, 20.5),
                        new LatLng(dropoffLat, 20.5),
                        NOW,
                        null));
        watch.changed(id);
    }

    private City next() {
        return Objects.requireNonNull(watch.next(view, NOW));
    }

    /** The next message in one line: orders, drivers, and who is gone. */
    private String told() {
        var city = watch.next(view, NOW);
        return city == null ? "nothing" : line(city);
    }

    private String line(City city) {
        return Stream.of(
                        Stream.of("anew").filter(_ -> city.anew() != null),
                        city.orders().stream()
                                .map(o -> name(o.orderId().value()) + "=" + o.status())
                                .sorted(),
                        city.drivers().stream()
                                .map(d -> name(d.driverId().value()) + "=" + d.state())
                                .sorted(),
                        gone(city).stream().map(d -> "-" + name(d.value())).sorted())
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    private String name(UUID id) {
        return names.getOrDefault(id, id.toString());
    }

    private static List<DriverId> gone(City city) {
        var gone = city.gone();
        return gone == null ? List.of() : gone;
    }

    @Test
    void itBeginsWithAllThatIsInTheBoxEvenIfThatIsNothing() {
        assertThat(told()).isEqualTo("anew");
        assertThat(told()).isEqualTo("nothing");
    }

    @Test
    void whatIsInTheBoxAndNothingElse() {
        driver("inside", DriverState.AVAILABLE, 10.5, 20.5);
        driver("north", DriverState.BUSY, 11.5, 20.5);
        order("fetched", 3, OrderState.SEARCHING, 10.5, 12);
        order("brought", 7, OrderState.PICKED_UP, 12, 10.5);
        order("elsewhere", 1, OrderState.PLACED, 12, 12);
        order("over", 9, OrderState.DELIVERED, 10.5, 10.5);
        assertThat(told()).isEqualTo("anew brought=PICKED_UP fetched=SEARCHING inside=AVAILABLE");
        assertThat(watch.isOpening()).isFalse();
    }

    @Test
    void thenOnlyWhatChanged() {
        driver("a", DriverState.AVAILABLE, 10.5, 20.5);
        driver("b", DriverState.AVAILABLE, 10.6, 20.6);
        order("o", 3, OrderState.SEARCHING, 10.5, 10.5);
        told();
        driver("a", DriverState.OFFERED, 10.5, 20.5);
        driver("b", DriverState.AVAILABLE, 10.6, 20.6);
        watch.changed(new OrderId(id("o")));
        assertThat(told()).isEqualTo("a=OFFERED");
        order("o", 4, OrderState.OFFERED, 10.5, 10.5);
        assertThat(told()).isEqualTo("o=OFFERED");
    }

    @Test
    void anEndedOrderComesOnce() {
        order("o", 3, OrderState.SEARCHING, 10.5, 10.5);
        told();
        order("o", 5, OrderState.CANCELLED, 10.5, 10.5);
        assertThat(told()).isEqualTo("o=CANCELLED");
        watch.changed(new OrderId(id("o")));
        assertThat(told()).isEqualTo("nothing");
        order("short", 4, OrderState.CANCELLED, 10.5, 10.5);
        assertThat(told()).as("nobody knew it").isEqualTo("nothing");
    }

    @Test
    void whoLeavesTheBoxOrTheShiftIsGoneOnce() {
        driver("a", DriverState.AVAILABLE, 10.5, 20.5);
        driver("b", DriverState.AVAILABLE, 10.5, 20.5);
        told();
        moves("a", 11.5, 20.5);
        leaves("b");
        assertThat(told()).isEqualTo("-a -b");
        moves("a", 11.6, 20.5);
        leaves("b");
        assertThat(told()).isEqualTo("nothing");
        moves("a", 10.9, 20.5);
        assertThat(told()).isEqualTo("a=AVAILABLE");
    }

    @Test
    void aMoveIsToldOnceTheMapWouldShowIt() {
        double pixelDeg = 360.0 / (512 << 12);
        driver("a", DriverState.AVAILABLE, 10.5, 20.5);
        told();
        moves("a", 10.5, 20.5 + 0.6 * pixelDeg);
        assertThat(told()).isEqualTo("nothing");
        moves("a", 10.5, 20.5 + 1.2 * pixelDeg);
        assertThat(told()).as("both moves together").isEqualTo("a=AVAILABLE");
        moves("a", 10.5 + 1.2 * pixelDeg, 20.5 + 1.2 * pixelDeg);
        assertThat(told()).isEqualTo("a=AVAILABLE");
    }

    @Test
    void aBoxMayCrossTheAntimeridian() {
        watch = new Watch(new Box(-20, 170, -10, -170), 5);
        driver("west", DriverState.AVAILABLE, -15, 175);
        driver("east", DriverState.AVAILABLE, -15, -175);
        driver("far", DriverState.AVAILABLE, -15, 0);
        assertThat(told()).isEqualTo("anew east=AVAILABLE west=AVAILABLE");
    }

    /** Longest numbers and names: no message may outgrow its room. */
    @Test
    void aWholeCityComesInPartsThatNeverOutgrowTheirRoom() {
        for (int i = 0; i < 5_000; i++) {
            driver("d" + i, DriverState.AVAILABLE, 10.12345 + i * 1e-5, 20.54321);
        }
        for (int i = 0; i < 1_000; i++) {
            var id = new OrderId(id("o" + i));
            watch.changed(id);
            orders.put(
                    id,
                    new CityOrder(
                            id,
                            Long.MAX_VALUE,
                            OrderState.PICKED_UP,
                            Kind.DELIVERY,
                            new LatLng(10.12345, -120.54321),
                            new LatLng(10.12345, 20.54321),
                            NOW,
                            new DriverId(UUID.randomUUID())));
        }
        var parts = new ArrayList<City>();
        while (watch.isOpening()) {
            parts.add(next());
        }
        assertThat(parts).extracting(City::anew).startsWith(true, (Boolean) null);
        assertThat(parts)
                .allSatisfy(
                        part ->
                                assertThat(MemoryService.encoded(part).size())
                                        .isBetween(1, Watch.ROOM));
        assertThat(parts).hasSizeLessThan(25);
        var seen = new HashSet<DriverId>();
        parts.forEach(part -> part.drivers().forEach(d -> seen.add(d.driverId())));
        assertThat(seen).hasSize(5_000);
        assertThat(parts.stream().mapToInt(part -> part.orders().size()).sum()).isEqualTo(1_000);
    }

    /** With more than there is room for, nobody is told twice before all others were told. */
    @Test
    void manyWhoMoveTakeTurnsAndWhoDoesSomethingElseGoesFirst() {
        for (int i = 0; i < 1_000; i++) {
            driver("d" + i, DriverState.AVAILABLE, 10.5, 20.5);
        }
        while (watch.isOpening()) {
            told();
        }
        int turns = 0;
        var seen = new HashSet<DriverId>();
        double lat = 10.5;
        while (seen.size() < 1_000) {
            lat += 0.001;
            for (int i = 0; i < 1_000; i++) {
                moves("d" + i, lat, 20.5);
            }
            if (turns == 1) {
                driver("d999", DriverState.BUSY, lat, 20.5);
            }
            var part = next();
            part.drivers().forEach(driver -> seen.add(driver.driverId()));
            assertThat(part.drivers().getFirst().state() == DriverState.BUSY).isEqualTo(turns == 1);
            turns++;
        }
        assertThat(turns).isEqualTo(3);
    }
}
