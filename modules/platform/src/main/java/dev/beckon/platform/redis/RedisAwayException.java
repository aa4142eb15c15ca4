package dev.beckon.platform.redis;

import org.jspecify.annotations.Nullable;

/** Redis does not answer, or answers that it cannot: what it holds counts as lost. */
public final class RedisAwayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Without a stack trace: while Redis is away, it is no exception. */
    public RedisAwayException(@Nullable Throwable cause) {
        super("Redis is away", cause, false, false);
    }
}
