package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.CandidatesTable.Near;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Times;
import dev.beckon.routing.Earth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The nearest drivers are found by walking an index, however many there are. */
class CandidatesTableTest {

    private static final double REACH_M = 8_000;

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void theNearestAmongFiftyThousandComeFromTheIndex() {
        var plan = plan("EXPLAIN ", "NULL");
        assertThat(plan)
                .contains("Index Scan using drivers_free", "Order By")
                .doesNotContain("Seq Scan on drivers");
    }

    @Test
    void nobodyWalksPastDriversWhomOffersMissed() {
        // Only where it is one of ten thousand does anybody remain to be found.
        var plan =
                plan(
                        "EXPLAIN (ANALYZE, TIMING OFF) ",
                        "CASE WHEN number % 10000 > 0 THEN now() + interval '1 h' END");
        assertThat(plan)
                .contains("Index Scan using drivers_free")
                // One in a corner of the box about the circle may be.
                .doesNotContainPattern("Rows Removed by Filter: [1-9]");
    }

    /** Of a search for the nearest at two spots among fifty thousand. */
    private static String plan(String explain, String missedAt) {
        dsl.execute(
                """
                INSERT INTO drivers (id, on_shift, location, located_at, seen_at, profile, missed_at)
                SELECT gen_random_uuid(), true,
                       ST_SetSRID(ST_MakePoint(60 + random(), -20 + random()), 4326), now(), now(),
                       '{"name":"of the crowd"}', %s
                FROM generate_series(1, 50000) AS s (number)
                """
                        .formatted(missedAt));
        try {
            dsl.execute("ANALYZE drivers");
            var windows =
                    Stream.of(new LatLng(-19.5, 60.5), new LatLng(-19.4, 60.6))
                            .flatMap(spot -> Window.around(spot, 8_000).stream())
                            .toList();
            return dsl.fetch(
                            explain + CandidatesTable.NEAREST,
                            new Integer[] {0, 1},
                            column(windows, Window::x),
                            column(windows, Window::y),
                            column(windows, Window::aside),
                            column(windows, Window::southwards),
                            column(windows, Window::northwards),
                            new String[] {"DELIVERY", "RIDE"},
                            new String[] {"{}", "{}"},
                            new Integer[] {8, 8},
                            Times.utc(Scene.now().minusSeconds(60)))
                    .format(1_000);
        } finally {
            dsl.execute("DELETE FROM drivers WHERE profile->>'name' = 'of the crowd'");
        }
    }

    private static Double[] column(List<Window> windows, Function<Window, Double> value) {
        return windows.stream().map(value).toArray(Double[]::new);
    }

    /** In the middle of everything, at the equator, at both ends of the map, and off it. */
    @ParameterizedTest
    @CsvSource({
        "52.5,   13.4",
        "0,      0",
        "-33.9,  151.2",
        "69.6,   18.9",
        "-21,    179.999",
        "66,     -179.98",
        "-79.9,  100",
        "80,     15",
        "88,     40",
        "89.9999, 0",
        "90,     0",
        "-90,    -180",
        "-89.95, 50"
    })
    void theNearestAreThoseThatMeasuringAllFinds(double lat, double lng) {
        var spot = new LatLng(lat, lng);
        var crowd = around(spot, 400, 10_000);
        try {
            insert(crowd);
            for (int most : new int[] {1, 8, 60, 1_000}) {
                var asked = new Spot(spot, Kind.DELIVERY, Set.of(), most);
                var near =
                        new CandidatesTable()
                                .near(dsl, List.of(asked), REACH_M, Scene.now())
                                .getFirst()
                                .drivers();
                assertThat(near)
                        .as("of %d", most)
                        .extracting(Near::driver)
                        .containsExactlyElementsOf(measured(spot, crowd, most));
            }
        } finally {
            dsl.execute(
                    "DELETE FROM drivers WHERE id = ANY (?)",
                    (Object) crowd.keySet().toArray(UUID[]::new));
        }
    }

    /** The column, the window, and the same projection by PostGIS, whose unit are metres. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -33.9, 52.5, 79.9, -89.9})
    void bothSidesHaveTheSameMap(double lat) {
        var driver = new UUID(5, 5);
        insert(Map.of(driver, new LatLng(lat, 13.4)));
        try {
            var row =
                    dsl.fetchSingle(
                            """
                            SELECT ST_X(mercator), ST_Y(mercator),
                                   ST_Y(ST_Transform(location, 3395)) / (2 * pi() * 6378137 / 360)
                            FROM drivers WHERE id = ?
                            """,
                            driver);
            var window = Window.around(new LatLng(lat, 13.4), 1).getFirst();
            assertThat(row.get(0, Double.class)).isEqualTo(window.x());
            assertThat(row.get(1, Double.class)).isCloseTo(window.y(), within(1e-9));
            assertThat(row.get(2, Double.class)).isCloseTo(window.y(), within(1e-9));
        } finally {
            dsl.execute("DELETE FROM drivers WHERE id = ?", driver);
        }
    }

    private static Map<UUID, LatLng> around(LatLng spot, int howMany, double radiusM) {
        var random = new Random(7);
        var crowd = new HashMap<UUID, LatLng>();
        for (int i = 0; i < howMany; i++) {
            double distanceM = radiusM * Math.sqrt(random.nextDouble());
            crowd.put(
                    new UUID(random.nextLong(), random.nextLong()),
                    Earth.towards(spot, 360 * random.nextDouble(), distanceM));
        }
        return crowd;
    }

    private static void insert(Map<UUID, LatLng> crowd) {
        var ids = crowd.keySet().toArray(UUID[]::new);
        dsl.execute(
                """
                INSERT INTO drivers (id, on_shift, location, located_at, seen_at)
                SELECT id, true, ST_SetSRID(ST_MakePoint(lng, lat), 4326), now(), now()
                FROM unnest(?::uuid[], ?::float8[], ?::float8[]) AS d (id, lng, lat)
                """,
                ids,
                Arrays.stream(ids).map(id -> at(crowd, id).lng()).toArray(Double[]::new),
                Arrays.stream(ids).map(id -> at(crowd, id).lat()).toArray(Double[]::new));
    }

    private static LatLng at(Map<UUID, LatLng> crowd, UUID id) {
        return Objects.requireNonNull(crowd.get(id));
    }

    private static List<DriverId> measured(LatLng spot, Map<UUID, LatLng> crowd, int most) {
        return crowd.entrySet().stream()
                .map(
                        one ->
                                new Near(
                                        new DriverId(one.getKey()),
                                        one.getValue(),
                                        Earth.distanceM(spot, one.getValue())))
                .filter(one -> one.distanceM() <= REACH_M)
                .sorted(Near.NEAREST_FIRST)
                .limit(most)
                .map(Near::driver)
                .toList();
    }
}
