package dev.beckon.city.streets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a map with one street, which leads around a corner. */
class TownTest {

    private static final String STREETS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <osm version="0.6" generator="test">
            <node id="1" version="1" lat="52.50" lon="16.00"/>
            <node id="2" version="1" lat="52.51" lon="16.00"/>
            <node id="3" version="1" lat="52.51" lon="16.02"/>
            <way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
            <tag k="highway" v="primary"/></way>
            </osm>
            """;

    private static final LatLng SOUTH = new LatLng(52.50, 16);
    private static final LatLng EAST = new LatLng(52.51, 16.02);

    @TempDir private Path folder;

    @Test
    void tripsGoByTheStreetsAndOffTheMapAsTheCrowFlies() throws IOException {
        Path osm = Files.writeString(folder.resolve("streets.osm"), STREETS);
        LatLng nowhere = new LatLng(52.60, 16);
        try (Town town = Town.mapped(osm, 1, List.of(SOUTH, nowhere), folder)) {
            assertThat(town.route(SOUTH, EAST).points())
                    .anySatisfy(
                            point ->
                                    assertThat(Earth.distanceM(point, new LatLng(52.51, 16)))
                                            .isLessThan(5));
            assertThat(town.route(SOUTH, nowhere).points()).containsExactly(SOUTH, nowhere);
        }
    }
}
