package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.platform.sql.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        var asked = crowd(40);
        var near = near(asked, Set.of());
        for (var question : asked.keySet()) {
            var own = near.getOrDefault(question, List.of());
            var nearest = alone(question).getFirst();
            assertThat(own.getFirst().driver()).isEqualTo(nearest.driver());
            assertThat(own.getFirst().distanceM())
                    .isBetween(nearest.distanceM() - 0.01, nearest.distanceM() + 0.01);
            assertThat(own).extracting(Near::distanceM).isSorted();
        }
    }

    @Test
    void aCrowdHasAsManyDriversAsItHasOrders() {
        driversAround(100, 0.01);
        var asked = crowd(30);
        var all = new HashSet<DriverId>();
        near(asked, Set.of()).values().forEach(own -> own.forEach(one -> all.add(one.driver())));
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void whoIsLostComesBesides() {
        driversAround(20, 0.005);
        var question = new Question(MIDDLE, Kind.RIDE, Set.of());
        var first = near(Map.of(question, 1), Set.of()).getOrDefault(question, List.of());
        assertThat(first).hasSize(NeighboursService.EACH);
        var lost = Set.of(first.get(0).driver(), first.get(1).driver());
        assertThat(near(Map.of(question, 1), lost).get(question))
                .hasSize(NeighboursService.EACH + 2)
                .startsWith(first.toArray(Near[]::new));
    }

    @Test
    void whereNobodyIsACrowdFindsNobody() {
        assertThat(near(crowd(20), Set.of()).values()).hasSize(20).allMatch(List::isEmpty);
    }

    private Map<Question, List<Near>> near(Map<Question, Integer> asked, Set<DriverId> lost) {
        var look = new NeighboursService.Look(dsl, REACH_M, Scene.now(), lost);
        return new NeighboursService(table).near(look, asked);
    }

    private List<Near> alone(Question question) {
        var spot = new Spot(question.pickup(), question.kind(), question.excluded(), 1);
        return table.near(dsl, List.of(spot), REACH_M, Scene.now()).getFirst();
    }

    private Map<Question, Integer> crowd(int size) {
        var asked = new LinkedHashMap<Question, Integer>();
        while (asked.size() < size) {
            var pickup = around(0.0009);
            if (Cells.middle(pickup).equals(MIDDLE)) {
                asked.put(new Question(pickup, Kind.RIDE, Set.of()), 1);
            }
        }
        return asked;
    }

    private void driversAround(int howMany, double withinDeg) {
        for (int i = 0; i < howMany; i++) {
            drivers.put(new DriverId(UUID.randomUUID()), around(withinDeg));
        }
        new RaceTables(dsl).addDrivers(drivers, Scene.now());
    }

    private LatLng around(double withinDeg) {
        return new LatLng(
                MIDDLE.lat() + (random.nextDouble() * 2 - 1) * withinDeg,
                MIDDLE.lng() + (random.nextDouble() * 2 - 1) * withinDeg);
    }
}
