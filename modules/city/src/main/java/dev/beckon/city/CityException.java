package dev.beckon.city;

/** A play could not be played; the message is one line with the mend. */
public final class CityException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CityException(String message) {
        super(message);
    }

    /** Passes on what another room said in one line already. */
    CityException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    CityException(String message, Throwable cause) {
        super(message, cause);
    }
}
