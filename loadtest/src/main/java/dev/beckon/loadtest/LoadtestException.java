package dev.beckon.loadtest;

/** What keeps a measurement from being taken; the message says what is wrong, and the mend. */
public final class LoadtestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoadtestException(String message) {
        super(message);
    }

    public LoadtestException(String message, Throwable cause) {
        super(message, cause);
    }
}
