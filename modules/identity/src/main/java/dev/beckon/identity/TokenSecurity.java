package dev.beckon.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.platform.security.Tokens;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs tokens with the newest of some keys, and shows the public halves of all. */
final class TokenSecurity {

    private final JWKSet keys;
    private final JwsHeader header;
    private final NimbusJwtEncoder encoder;

    /**
     * @param jwks key pairs as {@link #generate} makes them, newest first
     */
    TokenSecurity(List<String> jwks) {
        keys = new JWKSet(jwks.stream().map(TokenSecurity::parse).toList());
        var newest = keys.getKeys().getFirst();
        header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(newest.getKeyID()).build();
        var signing = new JWKSet(newest);
        encoder = new NimbusJwtEncoder((selector, context) -> selector.select(signing));
    }

    private static JWK parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            // Without the cause: it may quote the key.
            throw new IllegalStateException("a signing key in the table is not an EC key");
        }
    }

    /** A key pair as a JSON Web Key; {@code kid} is its thumbprint (RFC 7638). */
    record KeyPair(String kid, String jwk) {

        @Override
        public String toString() {
            return "KeyPair[" + kid + "]";
        }
    }

    static KeyPair generate() {
        try {
            var key =
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate();
            return new KeyPair(key.getKeyID(), key.toJSONString());
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    /** A JSON Web Key Set of the public halves. */
    Map<String, Object> publicKeys() {
        return keys.toJSONObject(true);
    }

    String sign(
            Tokens.Audience audience,
            Duration valid,
            UUID account,
            ActorRole role,
            String name,
            Instant now) {
        var claims =
                JwtClaimsSet.builder()
                        .issuer(Tokens.ISSUER)
                        .audience(List.of(audience.claim()))
                        .id(UUID.randomUUID().toString())
                        .subject(account.toString())
                        .claim("role", role.name())
                        .claim("name", name)
                        .issuedAt(now)
                        .expiresAt(now.plus(valid))
                        .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
