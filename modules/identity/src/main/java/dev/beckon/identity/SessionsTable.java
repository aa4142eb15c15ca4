package dev.beckon.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Sessions, and the hashes of the refresh tokens that continue them. */
final class SessionsTable {

    private SessionsTable() {}

    /**
     * A refresh token, and the session that it belongs to.
     *
     * @param live whether it may still be used
     * @param used whether it was used already
     */
    record Found(UUID sessionId, UUID accountId, boolean live, boolean used) {}

    static void open(DSLContext sql, UUID id, UUID accountId, byte[] tokenHash, Instant expiresAt) {
        sql.execute(
                "INSERT INTO session (id, account_id, expires_at) VALUES (?, ?, ?::timestamptz)",
                id,
                accountId,
                expiresAt);
        addToken(sql, id, tokenHash, expiresAt);
    }

    /** Locks the session until the transaction ends, so that of two uses one is the second. */
    static Optional<Found> findForUpdate(DSLContext sql, byte[] tokenHash, Instant now) {
        return sql.resultQuery(
                        """
                        SELECT s.id, s.account_id, t.used,
                               NOT s.revoked AND NOT t.used AND t.expires_at > ?::timestamptz AS live
                        FROM refresh_token t JOIN session s ON s.id = t.session_id
                        WHERE t.hash = ?
                        FOR UPDATE
                        """,
                        now,
                        tokenHash)
                .fetchOptional(
                        row ->
                                new Found(
                                        row.get("id", UUID.class),
                                        row.get("account_id", UUID.class),
                                        row.get("live", boolean.class),
                                        row.get("used", boolean.class)));
    }

    static void replaceToken(
            DSLContext sql, UUID id, byte[] usedHash, byte[] tokenHash, Instant expiresAt) {
        sql.execute("UPDATE refresh_token SET used = true WHERE hash = ?", usedHash);
        sql.execute("UPDATE session SET expires_at = ?::timestamptz WHERE id = ?", expiresAt, id);
        addToken(sql, id, tokenHash, expiresAt);
    }

    private static void addToken(
            DSLContext sql, UUID sessionId, byte[] tokenHash, Instant expiresAt) {
        sql.execute(
                "INSERT INTO refresh_token (hash, session_id, expires_at) VALUES (?, ?,"
                        + " ?::timestamptz)",
                tokenHash,
                sessionId,
                expiresAt);
    }

    static void revoke(DSLContext sql, UUID id) {
        sql.execute("UPDATE session SET revoked = true WHERE id = ?", id);
    }

    static void revokeAll(DSLContext sql, UUID accountId) {
        sql.execute("UPDATE session SET revoked = true WHERE account_id = ?", accountId);
    }

    static void deleteExpired(DSLContext sql, Instant now) {
        sql.execute("DELETE FROM refresh_token WHERE expires_at < ?::timestamptz", now);
        sql.execute("DELETE FROM session WHERE expires_at < ?::timestamptz", now);
    }
}
