package dev.beckon.identity;

import dev.beckon.platform.http.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes passwords with Argon2id, a few at a time: each takes a core and megabytes of heap. */
final class PasswordSecurity {

    static final String LENGTH = "8 to 128 characters";

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PATIENCE_S = 5;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** What a password is compared with where there is no account. */
    private final String nobodys;

    PasswordSecurity(IdentityProperties.Argon2 cost) {
        argon2 =
                new Argon2PasswordEncoder(
                        SALT_BYTES,
                        HASH_BYTES,
                        cost.parallelism(),
                        cost.memoryKib(),
                        cost.iterations());
        nobodys = hash(new Secret("nobody's"));
    }

    /** Whether an account may have this password; its length is all that is asked for. */
    static boolean acceptable(Secret password) {
        int length = password.text().codePointCount(0, password.text().length());
        return length >= MIN_LENGTH && length <= MAX_LENGTH;
    }

    String hash(Secret password) {
        awaitTurn();
        try {
            return String.valueOf(argon2.encode(password.text()));
        } finally {
            turns.release();
        }
    }

    /**
     * Whether the password is the one that was hashed. Takes as long for an account that is not
     * there, so that nobody can tell.
     */
    boolean matches(Secret password, @Nullable Account account) {
        awaitTurn();
        try {
            return argon2.matches(
                            password.text(), account == null ? nobodys : account.passwordHash())
                    && account != null;
        } finally {
            turns.release();
        }
    }

    /** Whether the hash was made when it cost less. */
    boolean outdated(Account account) {
        return argon2.upgradeEncoding(account.passwordHash());
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.unavailable(PATIENCE_S, "too many log in at once; try again", null);
    }
}
