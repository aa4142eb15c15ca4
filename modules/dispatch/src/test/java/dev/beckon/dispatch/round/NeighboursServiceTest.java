package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.sql.Database;
import dev.beckon.routing.Earth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Whoever is asked about together is told what they would be told alone. */
class NeighboursServiceTest {

    private static final double REACH_M = 8_000;

    /** Of a cell that is this test's own. */
    private static final LatLng MIDDLE = Cells.middle(new LatLng(-31, 77));

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;

    private final CandidatesTable table = new CandidatesTable();
    private final Random random = new Random(1);
    private final Map<DriverId, LatLng> drivers = new HashMap<>();

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @AfterEach
    void goHome() {
        dsl.execute(
                "DELETE FROM drivers WHERE id = ANY (?)",
                (Object) drivers.keySet().stream().map(DriverId::value).toArray(UUID[]::new));
    }

    @Test
    void theNearestOfEachOfACrowdIsAmongItsDrivers() {
        // Closer together than the cell is wide: around its middle there are more than are asked
        // for.
        driversAround(400, 0.0015);
        var crowd = crowd(40);
        var near = near(crowd, Set.of());
        for (var order : crowd) {
            var own = near.getOrDefault(order.id(), List.of());
            var nearest = alone(order);
            assertThat(own.getFirst().driver()).isEqualTo(nearest.driver());
            assertThat(own.getFirst().distanceM())
                    .isBetween(nearest.distanceM() - 0.01, nearest.distanceM() + 0.01);
            assertThat(own).extracting(Near::distanceM).isSorted();
        }
    }

    @Test
    void whereAllAreInViewEachBeginsWithItsNearest() {
        driversAround(40, 0.0015);
        var crowd = crowd(40);
        var near = near(crowd, Set.of());
        for (var order : crowd) {
            var own = near.getOrDefault(order.id(), List.of());
            assertThat(own)
                    .extracting(Near::driver)
                    .startsWith(
                            alone(order, 40).stream()
                                    .limit(CandidatesTable.EACH)
                                    .map(Near::driver)
                                    .toArray(DriverId[]::new));
        }
    }

    @Test
    void everybodyOfACrowdCanHaveADriverThoughNobodyWeighsAllOfThem() {
        driversAround(330, 0.01);
        var crowd = crowd(300);
        var needs = needs(near(crowd, Set.of()));
        assertThat(needs)
                .allSatisfy(
                        need ->
                                assertThat(need.candidates())
                                        .hasSizeLessThanOrEqualTo(2 * CandidatesTable.EACH));
        assertThat(MatchingPolicy.BATCH.match(needs)).hasSize(300);
    }

    @Test
    void soCanThoseWhoStandAtOnePoint() {
        driversAround(60, 0.01);
        var pickup = around(0.0005);
        var crowd = Stream.generate(() -> order(pickup)).limit(50).toList();
        assertThat(MatchingPolicy.BATCH.match(needs(near(crowd, Set.of())))).hasSize(50);
    }

    @Test
    void whoIsLostComesBesides() {
        driversAround(20, 0.005);
        var order = order(MIDDLE);
        var first = near(List.of(order), Set.of()).getOrDefault(order.id(), List.of());
        assertThat(first).hasSize(CandidatesTable.EACH);
        var lost = Set.of(first.get(0).driver(), first.get(1).driver());
        assertThat(near(List.of(order), lost).get(order.id()))
                .hasSize(CandidatesTable.EACH + 2)
                .startsWith(first.toArray(Near[]::new));
    }

    /** As at a rank: which of them is nearest the map cannot tell. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void whoAreEquallyFarAreAllFound(int orders) {
        var rank = Earth.towards(MIDDLE, 0, 2_000);
        drivers(Stream.generate(() -> rank).limit(12));
        assertThat(near(crowd(orders), Set.of()).values())
                .hasSize(orders)
                .allMatch(found -> found.size() >= CandidatesTable.EACH);
    }

    @Test
    void whereNobodyIsACrowdFindsNobody() {
        assertThat(near(crowd(20), Set.of()).values()).hasSize(20).allMatch(List::isEmpty);
    }

    private Map<OrderId, List<Near>> near(List<Order> orders, Set<DriverId> lost) {
        var look = new NeighboursService.Look(dsl, REACH_M, Scene.now(), lost);
        return new NeighboursService(table).near(look, orders);
    }

    private static List<Need> needs(Map<OrderId, List<Near>> near) {
        return near.entrySet().stream()
                .map(
                        one ->
                                new Need(
                                        one.getKey(),
                                        one.getValue().stream()
                                                .map(NeighboursServiceTest::candidate)
                                                .toList()))
                .toList();
    }

    private static Candidate candidate(Near near) {
        int etaS = (int) (near.distanceM() / 10);
        return new Candidate(near.driver(), near.distanceM(), etaS, Candidate.By.LINE);
    }

    private Near alone(Order order) {
        return alone(order, 1).getFirst();
    }

    private List<Near> alone(Order order, int most) {
        var spot = new Spot(order.pickup().latLng(), order.kind(), Set.of(), most);
        return table.near(dsl, List.of(spot), REACH_M, Scene.now()).getFirst().drivers();
    }

    private List<Order> crowd(int size) {
        return Stream.generate(() -> around(0.0009))
                .filter(pickup -> Cells.middle(pickup).equals(MIDDLE))
                .limit(size)
                .map(NeighboursServiceTest::order)
                .toList();
    }

    private static Order order(LatLng pickup) {
        var id = new OrderId(UUID.randomUUID());
        var placed =
                new OrderPlaced(
                        new FactId(UUID.randomUUID()),
                        id,
                        Scene.now(),
                        Actor.of(new CustomerId(UUID.randomUUID())),
                        null,
                        Kind.RIDE,
                        Place.of(pickup.lat(), pickup.lng()),
                        Place.of(pickup.lat(), pickup.lng()),
                        null);
        var rules = new Orders(SearchSettings.DEFAULTS);
        Order order = null;
        for (var event : rules.decide(null, placed, Scene.now()).events()) {
            order = Orders.apply(order, event);
        }
        return Objects.requireNonNull(order);
    }

    private void driversAround(int howMany, double withinDeg) {
        drivers(Stream.generate(() -> around(withinDeg)).limit(howMany));
    }

    private void drivers(Stream<LatLng> places) {
        places.forEach(place -> drivers.put(new DriverId(UUID.randomUUID()), place));
        new RaceTables(dsl).addDrivers(drivers, Scene.now());
    }

    private LatLng around(double withinDeg) {
        return new LatLng(
                MIDDLE.lat() + (random.nextDouble() * 2 - 1) * withinDeg,
                MIDDLE.lng() + (random.nextDouble() * 2 - 1) * withinDeg);
    }
}
