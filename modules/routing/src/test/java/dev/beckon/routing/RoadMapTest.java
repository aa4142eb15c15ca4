package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grid of 20 by 20 streets, 0.001 degrees apart; row 5 is one-way to the east. */
class RoadMapTest {

    private static final int SIZE = 20;

    @TempDir static Path folder;

    private static Path osm;
    private static RoadMap map;

    @BeforeAll
    static void open() throws IOException {
        osm = Files.writeString(folder.resolve("grid.osm"), grid());
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
    void offTheMapIsTheStraightLine() {
        LatLng away = new LatLng(50, 10);

        assertThat(map.snap(away)).isNull();
        assertThat(map.route(at(3, 3), away).points()).containsExactly(at(3, 3), away);
    }

    @Test
    void knowsItsBounds() {
        assertThat(Earth.distanceM(map.southWest(), at(0, 0))).isLessThan(1);
        assertThat(Earth.distanceM(map.northEast(), at(SIZE - 1, SIZE - 1))).isLessThan(1);
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

    private static LatLng at(int row, int column) {
        return new LatLng(52.5 + row * 0.001, 16 + column * 0.001);
    }

    private static String grid() {
        StringBuilder xml = new StringBuilder("<osm version=\"0.6\">\n");
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                LatLng point = at(row, column);
                xml.append(
                        String.format(
                                Locale.ROOT,
                                "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"/>%n",
                                id(row, column),
                                point.lat(),
                                point.lng()));
            }
        }
        for (int line = 0; line < SIZE; line++) {
            xml.append(way(line, true, line == 5 ? "<tag k=\"oneway\" v=\"yes\"/>" : ""));
            xml.append(way(line, false, ""));
        }
        return xml.append("</osm>\n").toString();
    }

    private static String way(int line, boolean row, String tags) {
        StringBuilder xml = new StringBuilder();
        xml.append("<way id=\"").append(line * 2 + (row ? 1 : 2)).append("\" version=\"1\">");
        for (int i = 0; i < SIZE; i++) {
            xml.append("<nd ref=\"").append(row ? id(line, i) : id(i, line)).append("\"/>");
        }
        return xml.append("<tag k=\"highway\" v=\"residential\"/><tag k=\"maxspeed\" v=\"50\"/>")
                .append(tags)
                .append("</way>\n")
                .toString();
    }

    private static int id(int row, int column) {
        return 1 + row * SIZE + column;
    }
}
