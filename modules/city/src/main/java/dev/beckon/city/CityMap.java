package dev.beckon.city;

import dev.beckon.city.streets.Town;
import dev.beckon.routing.MapCache;
import dev.beckon.routing.MapException;
import dev.beckon.routing.RoadMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * A map that a play and the applications share: read once, whoever opens it later takes what came
 * of it from the cache. Both paths are absolute.
 */
public record CityMap(Path file, Path cache) {

    /**
     * Reads an extract.
     *
     * @param folder for what is kept between plays
     * @throws CityException if it cannot be read, with the mend
     */
    public static CityMap read(Path file, Path folder) {
        CityMap map = new CityMap(file.toAbsolutePath().normalize(), cache(folder));
        try {
            RoadMap.open(map.file, map.cache).close();
            return map;
        } catch (MapException e) {
            throw new CityException(e);
        }
    }

    /**
     * The made-up city of that seed.
     *
     * @throws CityException if it cannot be written, with the mend
     */
    public static CityMap synthetic(long seed, Path folder) {
        try {
            return read(Town.write(seed, cache(folder)), folder);
        } catch (IOException e) {
            throw unwritable(cache(folder), e);
        }
    }

    /**
     * The folder with something else that is made of the map, made where it is missing.
     *
     * @param format what that is, and the number of the way in which it is made
     * @param make from the extract into an empty folder
     * @throws CityException if the folder cannot be written, with the mend
     */
    public Path made(String format, BiConsumer<Path, Path> make) {
        try {
            return new MapCache(cache, format).folderFor(file, make);
        } catch (MapException e) {
            throw new CityException(e);
        }
    }

    static Path cache(Path folder) {
        return folder.resolve("maps").toAbsolutePath().normalize();
    }

    static CityException unwritable(Path cache, IOException e) {
        return new CityException(
                "the streets cannot be written to %s (%s); free some room or change its rights"
                        .formatted(cache, e.getMessage()),
                e);
    }
}
