package dev.beckon.city.net;

import dev.beckon.contracts.actor.ActorRole;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who is signed in, and stays so. */
public final class Account {

    /** Signing in is slow on purpose, and everybody does it at the beginning. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Which part of a token's life is used; the rest is for the way. */
    private static final double USED = 0.7;

    private final BeckonHttp http;
    private final String email;
    private final String password;
    private Tokens tokens;

    private Account(BeckonHttp http, String email, String password) throws InterruptedException {
        this.http = http;
        this.email = email;
        this.password = password;
        this.tokens = login();
    }

    /**
     * Registers and signs in.
     *
     * @throws ApiException if that is refused
     */
    public static Account register(
            BeckonHttp http, String email, String password, String name, ActorRole role)
            throws InterruptedException {
        Map<String, String> body =
                Map.of("email", email, "password", password, "name", name, "role", role.name());
        Reply reply = http.send(BeckonHttp.Request.post("/auth/register", null, body), PATIENCE);
        // 409: an earlier attempt got through, only its answer did not.
        if (reply.status() != 201 && reply.status() != 409) {
            throw new ApiException(
                    "registering %s was refused: %s".formatted(email, reply.problem()));
        }
        return new Account(http, email, password);
    }

    public synchronized UUID id() {
        return tokens.userId;
    }

    /**
     * Sends a request as this user.
     *
     * @throws ApiException when there was no answer in that time
     */
    public Reply send(BeckonHttp.Request request, Duration patience) throws InterruptedException {
        String token = token();
        Reply reply = http.send(request.as(token), patience);
        if (reply.status() != 401) {
            return reply;
        }
        forget(token);
        return http.send(request.as(token()), patience);
    }

    /** A ticket for the socket. */
    String ticket() throws InterruptedException {
        Reply reply =
                send(BeckonHttp.Request.post("/ws/ticket", null, null), Duration.ofSeconds(30));
        JsonNode ticket = reply.body().path("ticket");
        if (!ticket.isString()) {
            throw new ApiException("no ticket for %s: %s".formatted(email, reply.problem()));
        }
        return ticket.asString();
    }

    private synchronized String token() throws InterruptedException {
        if (System.nanoTime() - tokens.renewAtNs >= 0) {
            Tokens renewed = refresh();
            tokens = renewed == null ? login() : renewed;
        }
        return tokens.access;
    }

    private synchronized void forget(String token) throws InterruptedException {
        if (tokens.access.equals(token)) {
            tokens = login();
        }
    }

    private Tokens login() throws InterruptedException {
        Reply reply =
                http.send(
                        BeckonHttp.Request.post(
                                "/auth/login", null, Map.of("email", email, "password", password)),
                        PATIENCE);
        Tokens read = read(reply);
        if (read == null) {
            throw new ApiException(
                    "signing %s in was refused: %s".formatted(email, reply.problem()));
        }
        return read;
    }

    /** A refresh token that is used twice is taken for stolen: no second attempt. */
    private @Nullable Tokens refresh() throws InterruptedException {
        Reply reply =
                http.once(
                        BeckonHttp.Request.post(
                                "/auth/refresh", null, Map.of("refreshToken", tokens.refresh)));
        return reply == null ? null : read(reply);
    }

    private static @Nullable Tokens read(Reply reply) {
        JsonNode body = reply.body();
        if (reply.status() != 200) {
            return null;
        }
        long lifeNs = (long) (body.path("expiresIn").asDouble(60) * 1e9 * USED);
        return new Tokens(
                body.path("accessToken").asString(),
                body.path("refreshToken").asString(),
                UUID.fromString(body.path("user").path("id").asString()),
                System.nanoTime() + lifeNs);
    }

    private record Tokens(String access, String refresh, UUID userId, long renewAtNs) {}
}
