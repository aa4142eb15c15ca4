package dev.beckon.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.beckon.platform.sql.Database;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Tokens that look like ours, each wrong in one thing. */
class RefusedTokensTest {

    private static ConfigurableApplicationContext application;
    private static Client client;
    private static ECKey ours;

    @BeforeAll
    static void start() throws Exception {
        application = IdentityApplication.start();
        client = new Client(application);
        var sql = application.getBean("identityDatabase", Database.class).dsl();
        ours = ECKey.parse(SigningKeysTable.list(sql).getFirst());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("beckon")
                .audience("beckon-api")
                .subject(UUID.randomUUID().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(in(0))
                .expirationTime(in(60))
                .claim("role", "ADMIN")
                .claim("name", "Mallory");
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String sign(
            JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        var token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static String signedByUs(JWTClaimsSet.Builder claims) throws JOSEException {
        return sign(JWSAlgorithm.ES256, ours.getKeyID(), new ECDSASigner(ours), claims);
    }

    private static void assertRefused(String token) {
        var answer = client.post("/ws/ticket", token, Map.of());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text("detail")).isNotEmpty();
    }

    @Test
    void oneWithNothingWrongIsTaken() throws Exception {
        assertThat(client.post("/ws/ticket", signedByUs(claims()), Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void notSigned() {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void signedWithThePublicKeyAsASecret() throws Exception {
        var secret = new MACSigner(ours.toECPublicKey().getEncoded());
        assertRefused(sign(JWSAlgorithm.HS256, ours.getKeyID(), secret, claims()));
        var json = new MACSigner(ours.toPublicJWK().toJSONString());
        assertRefused(sign(JWSAlgorithm.HS256, ours.getKeyID(), json, claims()));
    }

    @Test
    void signedWithAnotherKey() throws Exception {
        var another = ECKey.parse(TokenSecurity.generate().jwk());
        assertRefused(
                sign(JWSAlgorithm.ES256, ours.getKeyID(), new ECDSASigner(another), claims()));
    }

    @Test
    void unknownKeysHoweverMany() throws Exception {
        for (int i = 0; i < 10; i++) {
            var another = ECKey.parse(TokenSecurity.generate().jwk());
            assertRefused(
                    sign(
                            JWSAlgorithm.ES256,
                            another.getKeyID(),
                            new ECDSASigner(another),
                            claims()));
        }
        assertThat(client.post("/ws/ticket", signedByUs(claims()), Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void wrongClaims() throws Exception {
        assertRefused(signedByUs(claims().issuer("someone")));
        assertRefused(signedByUs(claims().audience("beckon-socket")));
        assertRefused(signedByUs(claims().audience((String) null)));
        assertRefused(signedByUs(claims().issueTime(in(-120)).expirationTime(in(-60))));
        assertRefused(signedByUs(claims().expirationTime(null)));
        assertRefused(signedByUs(claims().issueTime(in(60))));
        assertRefused(signedByUs(claims().notBeforeTime(in(60))));
    }

    @Test
    void changedOnTheWay() throws Exception {
        var token = signedByUs(claims());
        assertRefused(token.substring(0, token.length() - 8) + "AAAAAAAA");
        assertRefused("nonsense");
        assertRefused(token + "." + token);
    }

    @Test
    void keysThatCannotBeReadAreNobodysFault() throws Exception {
        try (var elsewhere =
                IdentityApplication.start(
                        "beckon.identity.jwks-uri=http://127.0.0.1:1/.well-known/jwks.json")) {
            var answer = new Client(elsewhere).post("/ws/ticket", signedByUs(claims()), Map.of());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.type()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aNewKeyIsTrustedAndARetiredOneIsNot() throws Exception {
        var made = TokenSecurity.generate();
        var sql = application.getBean("identityDatabase", Database.class).dsl();
        SigningKeysTable.add(sql, made.kid(), made.jwk(), Instant.now().minusSeconds(3600));
        assertThat(client.get("/.well-known/jwks.json").body().path("keys").size()).isEqualTo(2);
        sql.execute("UPDATE signing_key SET retired = true WHERE kid = ?", made.kid());
        assertThat(client.get("/.well-known/jwks.json").body().path("keys").size()).isEqualTo(1);
    }
}
