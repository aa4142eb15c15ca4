package dev.beckon.tiles;

import com.onthegomap.planetiler.Planetiler;
import com.onthegomap.planetiler.config.Arguments;
import com.onthegomap.planetiler.util.FileUtils;
import crosby.binary.osmosis.OsmosisSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openstreetmap.osmosis.osmbinary.file.BlockOutputStream;
import org.openstreetmap.osmosis.xml.common.CompressionMethod;
import org.openstreetmap.osmosis.xml.v0_6.XmlReader;

/** Makes the tiles of an extract: {@code EXTRACT.osm.pbf TILES.pmtiles}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var extract = Path.of(arguments[0]);
        var tiles = Path.of(arguments[1]);
        var work = Files.createTempDirectory(tiles.toAbsolutePath().getParent(), "work-");
        try {
            make(asPbf(extract, work), tiles, work);
        } finally {
            FileUtils.deleteDirectory(work);
        }
    }

    private static void make(Path pbf, Path tiles, Path work) throws Exception {
        Planetiler.create(
                        Arguments.of(
                                Map.of(
                                        // Emptied by Planetiler, so not where the extract is.
                                        "tmpdir", work.resolve("planetiler").toString(),
                                        "download", "false",
                                        "fetch_wikidata", "false",
                                        "use_wikidata", "false",
                                        "force", "true")))
                .setProfile(new CityProfile())
                .addOsmSource(CityProfile.OSM, pbf)
                .overwriteOutput(tiles)
                .run();
    }

    /** Planetiler reads this form only; the made-up city is written in the other. */
    private static Path asPbf(Path extract, Path work) throws IOException {
        if (!extract.toString().endsWith(".osm")) {
            return extract;
        }
        var pbf = work.resolve("extract.osm.pbf");
        try (var out = Files.newOutputStream(pbf)) {
            var reader = new XmlReader(extract.toFile(), false, CompressionMethod.None);
            reader.setSink(new OsmosisSerializer(new BlockOutputStream(out)));
            reader.run();
        }
        return pbf;
    }
}
