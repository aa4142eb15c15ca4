package dev.beckon.identity;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/** Key pairs that sign tokens, as JSON Web Keys with their private parts. */
final class SigningKeysTable {

    private SigningKeysTable() {}

    /** Makes others who would add a first key wait until the transaction ends. */
    static void lock(DSLContext sql) {
        sql.execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE");
    }

    /** All that are not retired, newest first. */
    static List<String> list(DSLContext sql) {
        return sql.resultQuery(
                        """
                        SELECT jwk FROM signing_key WHERE NOT retired
                        ORDER BY created_at DESC, kid
                        """)
                .fetch(0, String.class);
    }

    static void add(DSLContext sql, String kid, String jwk, Instant now) {
        sql.execute(
                "INSERT INTO signing_key (kid, jwk, created_at) VALUES (?, ?, ?::timestamptz)",
                kid,
                jwk,
                now);
    }
}
