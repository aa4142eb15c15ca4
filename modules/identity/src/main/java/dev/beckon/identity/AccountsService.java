package dev.beckon.identity;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.sql.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Opens accounts and sessions. */
final class AccountsService {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsService.class);

    private static final Duration SESSION = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final PasswordSecurity passwords;
    private final boolean approval;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param approval whether drivers have to be approved
     */
    AccountsService(
            Database database, PasswordSecurity passwords, boolean approval, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.approval = approval;
        this.clock = clock;
    }

    /** An account that is logged in, and the token that will continue its session. */
    record Session(Account account, Secret refreshToken) {}

    Account register(String email, Secret password, String name, ActorRole role) {
        var account =
                new Account(
                        UUID.randomUUID(),
                        email,
                        passwords.hash(password),
                        name,
                        role,
                        role != ActorRole.DRIVER || !approval);
        if (!AccountsTable.add(database.dsl(), account, clock.instant())) {
            throw Problem.conflict("EMAIL_TAKEN", "there is an account with this e-mail address");
        }
        return account;
    }

    /** Makes the administrator, or whoever has that address into one with that password. */
    void ensureAdmin(String email, Secret password) {
        var found = AccountsTable.find(database.dsl(), email).orElse(null);
        if (found != null
                && found.role() == ActorRole.ADMIN
                && passwords.matches(password, found)) {
            return;
        }
        var hash = passwords.hash(password);
        database.dsl()
                .transaction(
                        tx -> {
                            var admin =
                                    new Account(
                                            UUID.randomUUID(),
                                            email,
                                            hash,
                                            "Admin",
                                            ActorRole.ADMIN,
                                            true);
                            if (!AccountsTable.add(tx.dsl(), admin, clock.instant())) {
                                promote(tx.dsl(), admin);
                            }
                        });
        LOG.info("the administrator's account is as configured");
    }

    private static void promote(DSLContext sql, Account admin) {
        var had = AccountsTable.find(sql, admin.email()).orElseThrow();
        AccountsTable.update(
                sql,
                new Account(
                        had.id(),
                        had.email(),
                        admin.passwordHash(),
                        had.name(),
                        admin.role(),
                        admin.approved()));
        // Whoever had the address before must not refresh into an administrator.
        SessionsTable.revokeAll(sql, had.id());
    }

    /** The answer is the same whether the address is unknown or the password wrong. */
    Session login(String email, Secret password) {
        var account = AccountsTable.find(database.dsl(), email).orElse(null);
        if (!passwords.matches(password, account) || account == null) {
            throw Problem.unauthorized("the e-mail address or the password is wrong");
        }
        if (approval && !account.approved()) {
            throw Problem.forbidden("an administrator has to approve this driver's account first");
        }
        if (passwords.outdated(account)) {
            AccountsTable.rehash(database.dsl(), account, passwords.hash(password));
        }
        var token = newToken();
        database.dsl()
                .transaction(
                        tx ->
                                SessionsTable.open(
                                        tx.dsl(),
                                        UUID.randomUUID(),
                                        account.id(),
                                        hash(token),
                                        clock.instant().plus(SESSION)));
        return new Session(account, token);
    }

    /** A token that is used twice was stolen, by one or the other: the session ends for both. */
    Session refresh(Secret token) {
        return database.dsl()
                .transactionResult(tx -> refresh(tx.dsl(), token))
                .orElseThrow(() -> Problem.unauthorized("the session has ended: log in again"));
    }

    private Optional<Session> refresh(DSLContext sql, Secret token) {
        var now = clock.instant();
        var found = SessionsTable.findForUpdate(sql, hash(token), now).orElse(null);
        if (found == null || !found.live()) {
            if (found != null && found.used()) {
                LOG.warn(
                        "a refresh token was used twice: session {} is revoked", found.sessionId());
                SessionsTable.revoke(sql, found.sessionId());
            }
            return Optional.empty();
        }
        var next = newToken();
        SessionsTable.replaceToken(
                sql, found.sessionId(), hash(token), hash(next), now.plus(SESSION));
        return Optional.of(new Session(AccountsTable.get(sql, found.accountId()), next));
    }

    /** Ends the session of this token, if there is one. */
    void logout(Secret token) {
        database.dsl()
                .transaction(
                        tx ->
                                SessionsTable.findForUpdate(tx.dsl(), hash(token), clock.instant())
                                        .ifPresent(
                                                found ->
                                                        SessionsTable.revoke(
                                                                tx.dsl(), found.sessionId())));
    }

    void approve(UUID account) {
        if (!AccountsTable.approve(database.dsl(), account)) {
            throw Problem.notFound("there is no such account");
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void deleteExpired() {
        try {
            SessionsTable.deleteExpired(database.dsl(), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("expired sessions stay for now: {}", e.toString());
        }
    }

    private Secret newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** A token has 256 random bits: a fast hash hides it well. */
    private static byte[] hash(Secret token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
