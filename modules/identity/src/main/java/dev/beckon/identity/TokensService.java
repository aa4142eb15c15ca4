package dev.beckon.identity;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.platform.security.Tokens;
import dev.beckon.platform.sql.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Issues tokens with the keys of the table, which all processes share. */
final class TokensService {

    private static final Logger LOG = LoggerFactory.getLogger(TokensService.class);

    private static final Duration TICKET = Duration.ofSeconds(30);

    private final Database database;
    private final Duration accessValid;
    private final InstantSource clock;
    private volatile TokenSecurity keys;

    /**
     * @param accessValid how long a token for requests is good
     */
    TokensService(Database database, Duration accessValid, InstantSource clock) {
        this.database = database;
        this.accessValid = accessValid;
        this.clock = clock;
        keys = database.dsl().transactionResult(tx -> loadOrMake(tx.dsl()));
    }

    private TokenSecurity loadOrMake(DSLContext sql) {
        SigningKeysTable.lock(sql);
        if (SigningKeysTable.list(sql).isEmpty()) {
            var made = TokenSecurity.generate();
            SigningKeysTable.add(sql, made.kid(), made.jwk(), clock.instant());
            LOG.info("made the first signing key, {}", made.kid());
        }
        return new TokenSecurity(SigningKeysTable.list(sql));
    }

    /** Takes up keys that were added or retired meanwhile. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void reload() {
        try {
            keys = new TokenSecurity(SigningKeysTable.list(database.dsl()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the signing keys cannot be read, going on with those known: {}", e.toString());
        }
    }

    /**
     * The public keys as they are now, because another process may sign with a new one already; as
     * last known while the table is away, because tokens are checked without it.
     */
    Map<String, Object> publicKeys() {
        reload();
        return keys.publicKeys();
    }

    Duration accessValid() {
        return accessValid;
    }

    String access(Account account) {
        return keys.sign(
                Tokens.Audience.API,
                accessValid,
                account.id(),
                account.role(),
                account.name(),
                clock.instant());
    }

    /** For one socket; asks no table, so that a storm of reconnects costs it nothing. */
    String ticket(UUID account, ActorRole role, String name) {
        return keys.sign(Tokens.Audience.SOCKET, TICKET, account, role, name, clock.instant());
    }
}
