package dev.beckon.launcher;

import dev.beckon.city.CityMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the web client draws its map with: an option that several commands share. */
final class TilesOption {

    @Option(
            names = "--tiles",
            paramLabel = "FILE.pmtiles",
            converter = ReadableFile.class,
            description = "Vector tiles for the web client; made of the map if not given.")
    private @Nullable Path file;

    /**
     * The tiles as an application can use them; null where there is neither file nor map, or none
     * can be made: everything else goes without.
     */
    @Nullable Path find(Checkout checkout, @Nullable CityMap map, PrintWriter out) {
        if (file != null) {
            return file.toAbsolutePath().normalize();
        }
        if (map == null) {
            return null;
        }
        try {
            return new TilesBuild(checkout, out).of(map);
        } catch (LauncherException e) {
            out.println(e.getMessage());
            return null;
        }
    }
}
