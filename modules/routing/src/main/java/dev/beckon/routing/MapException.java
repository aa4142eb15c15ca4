package dev.beckon.routing;

/** A map cannot be used; the message is one line with the mend. */
public final class MapException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MapException(String message) {
        super(message);
    }

    MapException(String message, Throwable cause) {
        super(message, cause);
    }
}
