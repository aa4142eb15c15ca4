package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which names there are on a small map. */
class MapNamesTest {

    @TempDir private Path folder;

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private int ids;

    private int node(double lat, double lng, String... tags) {
        ids++;
        nodes.append(
                String.format(
                        Locale.ROOT,
                        "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\">%s</node>%n",
                        ids,
                        lat,
                        lng,
                        tags(tags)));
        return ids;
    }

    /** Through three points to the east, of which the second is the way's middle. */
    private void way(double lat, double lng, String... tags) {
        ways.append("<way id=\"").append(++ids).append("\" version=\"1\">");
        for (int i = -1; i <= 1; i++) {
            ways.append("<nd ref=\"").append(node(lat, lng + i * 0.001)).append("\"/>");
        }
        ways.append(tags(tags)).append("</way>\n");
    }

    private static String tags(String... tags) {
        var xml = new StringBuilder();
        for (var tag : tags) {
            xml.append("<tag k=\"%s\" v=\"%s\"/>".formatted((Object[]) tag.split("=")));
        }
        return xml.toString();
    }

    private Path map() throws IOException {
        return Files.writeString(
                folder.resolve("small.osm"), "<osm version=\"0.6\">\n" + nodes + ways + "</osm>\n");
    }

    private String names() throws IOException {
        var text = new StringBuilder();
        for (var named : MapNames.read(map())) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s %s (%s) %.3f,%.3f%n",
                            named.sort(),
                            named.name(),
                            named.detail(),
                            named.point().lat(),
                            named.point().lng()));
        }
        return text.toString();
    }

    @Test
    void areasStreetsAndSpotsAndNothingWithoutAName() throws IOException {
        node(52.5, 13.4, "name=Hafen", "place=suburb");
        node(52.51, 13.41, "name=Zum Anker", "amenity=fast_food");
        node(52.52, 13.42, "name=Blumen", "shop=florist", "addr:street=Kai", "addr:housenumber=7");
        node(52.53, 13.43, "amenity=bench");
        node(52.54, 13.44, "name=Ampel", "highway=traffic_signals");
        way(52.55, 13.45, "name=Kai", "highway=residential");
        way(52.56, 13.46, "highway=service");
        way(52.57, 13.47, "name=Stadtpark", "leisure=park");
        way(52.58, 13.48, "name=Grenze", "boundary=administrative");
        assertThat(names())
                .isEqualTo(
                        """
                        AREA Hafen (suburb) 52.500,13.400
                        SPOT Zum Anker (fast food) 52.510,13.410
                        SPOT Blumen (7 Kai) 52.520,13.420
                        SPOT Stadtpark (park) 52.570,13.470
                        STREET Kai (null) 52.550,13.450
                        """);
    }

    @Test
    void theWaysOfAStreetAreOneAndItsNamesakeElsewhereAnother() throws IOException {
        way(52.500, 13.400, "name=Ring", "highway=primary");
        way(52.510, 13.410, "name=Ring", "highway=primary");
        way(52.520, 13.420, "name=Ring", "highway=secondary");
        way(52.900, 13.400, "name=Ring", "highway=residential");
        assertThat(names())
                .isEqualTo(
                        """
                        STREET Ring (null) 52.510,13.410
                        STREET Ring (null) 52.900,13.400
                        """);
    }

    @Test
    void whatIsNoMapSaysSo() throws IOException {
        var file = Files.writeString(folder.resolve("not.osm.pbf"), "not a map");
        assertThatThrownBy(() -> MapNames.read(file))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("cannot be read as an OSM extract");
    }

    @Test
    void aWayWhoseNodesAreCutOffIsLeftOut() throws IOException {
        node(52.5, 13.4, "name=Hafen", "place=suburb");
        ways.append(
                """
                <way id="99" version="1"><nd ref="100"/><nd ref="101"/>\
                <tag k="highway" v="residential"/><tag k="name" v="Weg"/></way>
                """);
        assertThat(MapNames.read(map()))
                .containsExactly(
                        new MapNames.Named(
                                "Hafen", MapNames.Sort.AREA, "suburb", new LatLng(52.5, 13.4)));
    }
}
