package dev.beckon.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are kept.
 *
 * @param accessToken how long an access token is good
 * @param admin the first administrator: made, or brought up to date, at each start
 */
@ConfigurationProperties("beckon.identity")
record IdentityProperties(
        @DefaultValue Argon2 argon2,
        @DefaultValue("15m") Duration accessToken,
        @Nullable Admin admin) {

    IdentityProperties {
        if (accessToken.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "beckon.identity.access-token must be a second at least");
        }
    }

    /**
     * What a password's hash costs; the defaults are the least that OWASP's Password Storage Cheat
     * Sheet recommends.
     *
     * @param memoryKib KiB of heap while one password is hashed
     * @param iterations passes over that memory
     * @param parallelism lanes
     */
    record Argon2(
            @DefaultValue("19456") int memoryKib,
            @DefaultValue("2") int iterations,
            @DefaultValue("1") int parallelism) {}

    /** The first administrator's address and password. */
    record Admin(String email, String password) {

        @Override
        public String toString() {
            return "Admin[***]";
        }
    }
}
