package dev.beckon.devservices;

/** Something that keeps a service from running; the message says what, and the mend. */
public final class DevServicesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DevServicesException(String message) {
        super(message);
    }

    public DevServicesException(String message, Throwable cause) {
        super(message, cause);
    }
}
