package dev.beckon.launcher;

/** What keeps a command from doing its work; the message says what is wrong, and the mend. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LauncherException(String message) {
        super(message);
    }

    LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
