package dev.beckon.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.onthegomap.planetiler.VectorTile;
import com.onthegomap.planetiler.geo.TileCoord;
import com.onthegomap.planetiler.pmtiles.ReadablePmtiles;
import com.onthegomap.planetiler.util.Gzip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles of a small map, with nothing but that map at hand. */
class MainTest {

    private static final String MAP =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <osm version="0.6" generator="test">
            <node id="1" version="1" lat="52.5000" lon="13.4000"/>
            <node id="2" version="1" lat="52.5000" lon="13.4040"/>
            <node id="3" version="1" lat="52.5020" lon="13.4040"/>
            <node id="4" version="1" lat="52.5020" lon="13.4000"/>
            <node id="5" version="1" lat="52.5010" lon="13.4020">
              <tag k="place" v="suburb"/><tag k="name" v="Hafen"/>
            </node>
            <way id="1" version="1"><nd ref="1"/><nd ref="2"/>
              <tag k="highway" v="primary"/><tag k="name" v="Kai"/></way>
            <way id="2" version="1"><nd ref="1"/><nd ref="4"/>
              <tag k="highway" v="footway"/></way>
            <way id="3" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
              <tag k="leisure" v="park"/></way>
            <way id="4" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>
              <tag k="natural" v="water"/></way>
            <way id="5" version="1"><nd ref="1"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
              <tag k="building" v="yes"/></way>
            </osm>
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void whatACityNeedsIsInTheTilesByItsClass() throws Exception {
        var map = Files.writeString(folder.resolve("small.osm"), MAP);
        var tiles = folder.resolve("map.pmtiles");
        Main.main(new String[] {map.toString(), tiles.toString()});

        try (var archive = ReadablePmtiles.newReadFromFile(tiles)) {
            var at = TileCoord.aroundLngLat(13.402, 52.501, 14);
            var features = VectorTile.decode(Gzip.gunzip(archive.getTile(at.x(), at.y(), at.z())));
            assertThat(described(features))
                    .containsExactly(
                            "building",
                            "park park",
                            "place suburb Hafen",
                            "transportation path",
                            "transportation primary",
                            "transportation_name primary Kai",
                            "water");
            assertThat(archive.metadata().attribution()).contains("OpenStreetMap");
        }
        try (var left = Files.list(folder)) {
            assertThat(left).as("nothing is left but").containsExactlyInAnyOrder(map, tiles);
        }
    }

    @Test
    void onlyTheMadeUpCityOwesNothingToOpenStreetMap() throws Exception {
        var map = folder.resolve("made-up.osm");
        Files.writeString(map, MAP.replace("generator=\"test\"", "generator=\"beckon\""));
        var tiles = folder.resolve("map.pmtiles");
        Main.main(new String[] {map.toString(), tiles.toString()});

        try (var archive = ReadablePmtiles.newReadFromFile(tiles)) {
            assertThat(archive.metadata().attribution()).isEqualTo("A made-up city");
        }
    }

    private static TreeSet<String> described(List<VectorTile.Feature> features) {
        var all = new TreeSet<String>();
        for (var feature : features) {
            all.add(
                    "%s %s %s"
                            .formatted(
                                    feature.layer(),
                                    feature.tags().getOrDefault("class", ""),
                                    feature.tags().getOrDefault("name", ""))
                            .strip());
        }
        return all;
    }
}
