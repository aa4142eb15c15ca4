package dev.beckon.city.demand;

/** A trips file cannot be used; the message is one line with the mend. */
public final class TripsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TripsException(String message) {
        super(message);
    }
}
