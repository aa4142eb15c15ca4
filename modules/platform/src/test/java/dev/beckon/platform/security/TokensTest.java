package dev.beckon.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TokensTest {

    /** Longer than the half second that libraries wait by themselves. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    @Test
    void keysOfABusyServerAreWaitedFor() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    LockSupport.parkNanos(BUSY.toNanos());
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var tokens = new Tokens(() -> url, Tokens.Audience.API, InstantSource.system());
            assertThat(tokens.decode(token(key)).getSubject()).isEqualTo("somebody");
        } finally {
            server.stop(0);
        }
    }

    private static String token(ECKey key) throws Exception {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .subject("somebody")
                        .issuer(Tokens.ISSUER)
                        .audience(Tokens.Audience.API.claim())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        var signed = new SignedJWT(header, claims);
        signed.sign(new ECDSASigner(key));
        return signed.serialize();
    }
}
