package dev.beckon.routing;

import java.nio.file.Path;

/** A map cannot be used; the message is one line with the mend. */
public final class MapException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MapException(String message) {
        super(message);
    }

    MapException(String message, Throwable cause) {
        super(message, cause);
    }

    static MapException unreadable(Path osm, Exception cause) {
        return new MapException(
                "%s cannot be read as an OSM extract (%s); give an .osm.pbf file"
                        .formatted(osm, cause.getMessage()),
                cause);
    }
}
