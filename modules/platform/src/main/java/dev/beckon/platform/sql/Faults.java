package dev.beckon.platform.sql;

import dev.beckon.platform.redis.RedisAwayException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a server's trouble, which passes, from an input's, which does not. */
public final class Faults {

    /**
     * Classes of <a href="https://www.postgresql.org/docs/15/errcodes-appendix.html">SQLSTATE</a>:
     * connection, transaction state (a server that may only be read), transaction rollback, access
     * and missing tables (our statements are fixed: no input brings these about), resources, object
     * not in the right state, operator intervention, system error.
     */
    private static final Set<String> PASSING =
            Set.of("08", "25", "40", "42", "53", "55", "57", "58");

    private Faults() {}

    /** Whether the same may succeed later. */
    public static boolean passing(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof IOException
                    || cause instanceof RetriableException
                    || cause instanceof TimeoutException
                    || cause instanceof RedisAwayException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && PASSING.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}
