package dev.beckon.web.tiles;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the map's tiles are.
 *
 * @param file path of a {@code .pmtiles} file; null: clients draw no map
 */
@ConfigurationProperties("beckon.tiles")
record TilesProperties(@Nullable String file) {

    /**
     * @throws IllegalArgumentException for a file that cannot be read
     */
    TilesProperties {
        file = file == null || file.isBlank() ? null : file;
        if (file != null && !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException(
                    "beckon.tiles.file %s cannot be read; give the path of a .pmtiles file"
                            .formatted(file));
        }
    }
}
