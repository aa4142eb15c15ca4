package dev.beckon.tiles;

import com.onthegomap.planetiler.Planetiler;
import com.onthegomap.planetiler.config.Arguments;
import com.onthegomap.planetiler.util.FileUtils;
import crosby.binary.osmosis.OsmosisSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.openstreetmap.osmosis.osmbinary.file.BlockOutputStream;
import org.openstreetmap.osmosis.xml.common.CompressionMethod;
import org.openstreetmap.osmosis.xml.v0_6.XmlReader;

/** Makes the tiles of an extract: {@code EXTRACT.osm.pbf TILES.pmtiles}. */
public final class Main {

    private static final String OSM =
            "<a href=\"https://www.openstreetmap.org/copyright\">© OpenStreetMap</a>";
    private static final String MADE_UP = "A made-up city";

    /** By which a map says that it is the made-up city's. */
    private static final String MAKER = "beckon";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var extract = Path.of(arguments[0]);
        var tiles = Path.of(arguments[1]);
        var work = Files.createTempDirectory(tiles.toAbsolutePath().getParent(), "work-");
        try {
            if (isXml(extract)) {
                make(asPbf(extract, work), isMadeUp(extract) ? MADE_UP : OSM, tiles, work);
            } else {
                make(extract, OSM, tiles, work);
            }
        } finally {
            FileUtils.deleteDirectory(work);
        }
    }

    private static void make(Path pbf, String attribution, Path tiles, Path work) throws Exception {
        Planetiler.create(
                        Arguments.of(
                                Map.of(
                                        // Emptied by Planetiler, so not where the extract is.
                                        "tmpdir", work.resolve("planetiler").toString(),
                                        "download", "false",
                                        "fetch_wikidata", "false",
                                        "use_wikidata", "false",
                                        "force", "true")))
                .setProfile(new CityProfile(attribution))
                .addOsmSource(CityProfile.OSM, pbf)
                .overwriteOutput(tiles)
                .run();
    }

    private static boolean isXml(Path extract) {
        return extract.toString().endsWith(".osm");
    }

    private static boolean isMadeUp(Path extract) throws IOException, XMLStreamException {
        try (var in = Files.newInputStream(extract)) {
            var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            xml.nextTag();
            return MAKER.equals(xml.getAttributeValue(null, "generator"));
        }
    }

    /** Planetiler reads this form only; the made-up city is written in the other. */
    private static Path asPbf(Path extract, Path work) throws IOException {
        var pbf = work.resolve("extract.osm.pbf");
        try (var out = Files.newOutputStream(pbf)) {
            var reader = new XmlReader(extract.toFile(), false, CompressionMethod.None);
            reader.setSink(new OsmosisSerializer(new BlockOutputStream(out)));
            reader.run();
        }
        return pbf;
    }
}
