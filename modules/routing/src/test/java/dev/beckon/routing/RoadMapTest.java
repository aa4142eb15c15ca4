package dev.beckon.routing;

import static dev.beckon.routing.Grid.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways through a grid of streets, and where there are none. */
class RoadMapTest {

    @TempDir static Path folder;

    private static Path osm;
    private static RoadMap map;

    @BeforeAll
    static void open() throws IOException {
        osm = Grid.write(folder.resolve("grid.osm"));
        map = RoadMap.open(osm, folder.resolve("cache"));
    }

    @AfterAll
    static void close() {
        map.close();
    }

    @Test
    void followsTheStreets() {
        Route route = map.route(at(2, 2), at(10, 8));

        double aroundTheCorner =
                Earth.distanceM(at(2, 2), at(10, 2)) + Earth.distanceM(at(10, 2), at(10, 8));
        assertThat(route.metres()).isCloseTo(aroundTheCorner, within(aroundTheCorner * 0.01));
        assertThat(route.from()).isEqualTo(at(2, 2));
        assertThat(route.to()).isEqualTo(at(10, 8));
        // 50 km/h is signposted; nobody gets that through a town.
        assertThat(route.metres() / route.seconds() * 3.6).isBetween(12.0, 25.0);
    }

    @Test
    void mindsOneWayStreets() {
        double east = map.route(at(5, 3), at(5, 9)).metres();
        double west = map.route(at(5, 9), at(5, 3)).metres();

        assertThat(west).isGreaterThan(east + 150);
    }

    @Test
    void beginsAndEndsAtTheDoor() {
        LatLng door = Earth.towards(at(3, 3), 45, 40);

        Route route = map.route(door, at(12, 12));

        assertThat(route.from()).isEqualTo(door);
        assertThat(route.points()).hasSizeGreaterThan(3);
    }

    @Test
    void theTimeAloneIsThatOfTheWay() {
        LatLng door = Earth.towards(at(3, 3), 45, 40);

        double seconds = map.roadS(door, at(12, 12)).orElseThrow();

        assertThat(seconds).isCloseTo(map.route(door, at(12, 12)).seconds(), within(0.01));
        assertThat(map.etaS(door, at(12, 12))).isEqualTo(seconds);
    }

    @Test
    void manyMayAskAtOnce() {
        double there = map.etaS(at(2, 2), at(10, 8));
        double back = map.etaS(at(10, 8), at(2, 2));

        assertThat(IntStream.range(0, 2_000).parallel())
                .allMatch(
                        i ->
                                i % 2 == 0
                                        ? map.etaS(at(2, 2), at(10, 8)) == there
                                        : map.etaS(at(10, 8), at(2, 2)) == back);
    }

    /** Some ways of a map, estimated and by road: over all of them neither has the advantage. */
    @Test
    void theStraightLineIsFittedToTheMap() {
        double byRoad = 0;
        double estimated = 0;
        for (int row = 0; row < Grid.SIZE; row += 3) {
            for (int column = 0; column < Grid.SIZE; column += 3) {
                LatLng other = at(Grid.SIZE - 1 - column, row);
                byRoad += map.roadS(at(row, column), other).orElseThrow();
                estimated += map.line().etaS(Earth.distanceM(at(row, column), other));
            }
        }
        assertThat(estimated).isCloseTo(byRoad, within(byRoad * 0.1));
    }

    @Test
    void offTheMapIsTheStraightLine() {
        LatLng away = new LatLng(50, 10);

        assertThat(map.snap(away)).isNull();
        assertThat(map.route(at(3, 3), away).points()).containsExactly(at(3, 3), away);
        assertThat(map.roadS(at(3, 3), away)).isEmpty();
        assertThat(map.etaS(at(3, 3), away))
                .isCloseTo(map.route(at(3, 3), away).seconds(), within(0.01));
        assertThat(map.etaS(away, away)).isZero();
    }

    @Test
    void knowsItsBounds() {
        assertThat(Earth.distanceM(map.southWest(), at(0, 0))).isLessThan(1);
        assertThat(Earth.distanceM(map.middle(), at(Grid.SIZE / 2, Grid.SIZE / 2))).isLessThan(200);
        assertThat(Earth.distanceM(map.northEast(), at(Grid.SIZE - 1, Grid.SIZE - 1)))
                .isLessThan(1);
    }

    @Test
    void readsAnExtractOnce() throws IOException {
        Path cache = folder.resolve("cache");
        List<Path> before = list(cache);

        try (RoadMap again = RoadMap.open(osm, cache)) {
            assertThat(again.route(at(2, 2), at(10, 8)).points())
                    .isEqualTo(map.route(at(2, 2), at(10, 8)).points());
        }

        assertThat(list(cache)).isEqualTo(before).hasSize(1);
    }

    @Test
    void aFileThatIsNoMapIsSaidInOneLine() throws IOException {
        Path noMap = Files.writeString(folder.resolve("nomap.osm"), "pickup,dropoff\n");
        Path cache = folder.resolve("other");

        assertThatThrownBy(() -> RoadMap.open(noMap, cache))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("nomap.osm cannot be read as an OSM extract");
        assertThat(list(cache)).isEmpty();
        assertThatThrownBy(() -> RoadMap.open(folder.resolve("missing.osm.pbf"), cache))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("missing.osm.pbf cannot be read");
    }

    private static List<Path> list(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
