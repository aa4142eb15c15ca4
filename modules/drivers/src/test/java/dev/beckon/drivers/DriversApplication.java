package dev.beckon.drivers;

import com.nimbusds.jose.JOSEException;
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
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The drivers role alone, as a process would run it, beside somebody who issues tokens. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, DriversModule.class})
class DriversApplication {

    private static final ECKey KEY = key();
    private static final String JWKS_URI = serveKeys();

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serveKeys() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var keys = new JWKSet(KEY).toString(true).getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                        exchange.close();
                    });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String token(UUID account, String role) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("beckon")
                        .audience("beckon-api")
                        .subject(account.toString())
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(900)))
                        .claim("role", role)
                        .claim("name", "Ada")
                        .build();
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
                            claims);
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts one on a port of its own. */
    static ConfigurableApplicationContext start(String... settings) {
        var services = DevServices.forTests();
        return new SpringApplicationBuilder(DriversApplication.class)
                .properties(settings)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "logging.level.org.jooq=error",
                        "logging.level.org.apache.kafka=warn",
                        "logging.level.org.flywaydb=warn",
                        "spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "spring.datasource.url=" + services.jdbcUrl(),
                        "spring.datasource.username=" + services.jdbcUser(),
                        "spring.datasource.password=" + services.jdbcPassword(),
                        "spring.data.redis.url=" + services.redisUri(),
                        "beckon.identity.jwks-uri=" + JWKS_URI)
                .run();
    }
}
