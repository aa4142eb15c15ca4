package dev.beckon.identity;

import dev.beckon.contracts.actor.ActorRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The accounts. */
final class AccountsTable {

    private AccountsTable() {}

    static Optional<Account> find(DSLContext sql, String email) {
        return sql.resultQuery("SELECT * FROM account WHERE email = ?", email)
                .fetchOptional(AccountsTable::account);
    }

    static Account get(DSLContext sql, UUID id) {
        return sql.resultQuery("SELECT * FROM account WHERE id = ?", id)
                .fetchSingle(AccountsTable::account);
    }

    /** Returns whether it was added: false if the address is taken. */
    static boolean add(DSLContext sql, Account account, Instant now) {
        return sql.execute(
                        """
                        INSERT INTO account
                            (id, email, password_hash, name, role, approved, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?::timestamptz)
                        ON CONFLICT (email) DO NOTHING
                        """,
                        account.id(),
                        account.email(),
                        account.passwordHash(),
                        account.name(),
                        account.role().name(),
                        account.approved(),
                        now)
                == 1;
    }

    static void update(DSLContext sql, Account account) {
        sql.execute(
                "UPDATE account SET password_hash = ?, role = ?, approved = ? WHERE id = ?",
                account.passwordHash(),
                account.role().name(),
                account.approved(),
                account.id());
    }

    /** Replaces a hash by another of the same password, if it is still that one. */
    static void rehash(DSLContext sql, Account account, String hash) {
        sql.execute(
                "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?",
                hash,
                account.id(),
                account.passwordHash());
    }

    /** Returns whether there is such an account. */
    static boolean approve(DSLContext sql, UUID id) {
        return sql.execute("UPDATE account SET approved = true WHERE id = ?", id) == 1;
    }

    private static Account account(Record row) {
        return new Account(
                row.get("id", UUID.class),
                row.get("email", String.class),
                row.get("password_hash", String.class),
                row.get("name", String.class),
                ActorRole.valueOf(row.get("role", String.class)),
                row.get("approved", boolean.class));
    }
}
