package dev.beckon.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestTemplate;

/**
 * Checks tokens of one audience. A signature is checked once a token, not once a request: what was
 * found good is good until it expires.
 */
public final class Tokens implements JwtDecoder {

    /** Who issues our tokens. */
    public static final String ISSUER = "beckon";

    /** For what tokens are issued: {@code aud}. */
    public enum Audience {
        /** Requests. */
        API("beckon-api"),
        /** The opening of a socket, once. */
        SOCKET("beckon-socket");

        private final String claim;

        Audience(String claim) {
            this.claim = claim;
        }

        public String claim() {
            return claim;
        }
    }

    private static final int REMEMBERED = 50_000;
    private static final Duration KEYS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final Supplier<JwtDecoder> decoder;
    private final Cache<String, Jwt> good;

    /**
     * @param jwksUri asked for when the first token comes, because a server that serves its own
     *     keys knows its port no earlier
     */
    Tokens(Supplier<String> jwksUri, Audience audience, InstantSource clock) {
        decoder = SingletonSupplier.of(() -> decoder(jwksUri.get(), audience, clock));
        good =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfter(
                                Expiry.<String, Jwt>creating(
                                        (text, token) -> left(token, clock.instant())))
                        .build();
    }

    private static JwtDecoder decoder(String jwksUri, Audience audience, InstantSource clock) {
        var nimbus =
                NimbusJwtDecoder.withJwkSetUri(jwksUri)
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .restOperations(patient())
                        .build();
        nimbus.setJwtValidator(
                new DelegatingOAuth2TokenValidator<Jwt>(
                        new JwtTimestampValidator(CLOCK_SKEW),
                        new JwtIssuerValidator(ISSUER),
                        new JwtClaimValidator<Instant>(
                                JwtClaimNames.IAT,
                                iat ->
                                        iat != null
                                                && !iat.isAfter(clock.instant().plus(CLOCK_SKEW))),
                        new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                aud -> aud != null && aud.contains(audience.claim()))));
        return nimbus;
    }

    /** By itself the library waits half a second, which a busy server may take. */
    private static RestTemplate patient() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(KEYS_PATIENCE);
        requests.setReadTimeout(KEYS_PATIENCE);
        return new RestTemplate(requests);
    }

    private static Duration left(Jwt token, Instant now) {
        var expires = token.getExpiresAt();
        return expires == null || expires.isBefore(now)
                ? Duration.ZERO
                : Duration.between(now, expires);
    }

    @Override
    public Jwt decode(String text) {
        var known = good.getIfPresent(text);
        if (known != null) {
            return known;
        }
        var token = decoder.get().decode(text);
        good.put(text, token);
        return token;
    }

    /**
     * Who a token speaks for.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException if it is not good
     */
    public Caller caller(String text) {
        return Caller.of(decode(text));
    }
}
