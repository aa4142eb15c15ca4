package dev.beckon.platform.kafka;

import org.jspecify.annotations.Nullable;

/** A record that will never be readable, however often it is tried. */
public final class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableRecordException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
