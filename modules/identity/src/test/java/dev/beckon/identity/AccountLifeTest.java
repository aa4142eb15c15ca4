package dev.beckon.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.platform.security.Tokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The life of an account: registered, approved, logged in, refreshed, logged out. */
class AccountLifeTest {

    private static ConfigurableApplicationContext application;
    private static Client client;

    @BeforeAll
    static void start() {
        application = IdentityApplication.start();
        client = new Client(application);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String anyEmail() {
        return "someone-" + UUID.randomUUID() + "@beckon.test";
    }

    private static Client.Answer register(String email, String role) {
        return client.post(
                "/auth/register",
                Map.of("email", email, "password", "password", "name", "Zoë", "role", role));
    }

    private static Client.Answer login(String email, String password) {
        return client.post("/auth/login", Map.of("email", email, "password", password));
    }

    private static Client.Answer refresh(String token) {
        return client.post("/auth/refresh", Map.of("refreshToken", token));
    }

    private static String adminToken() {
        return login(IdentityApplication.ADMIN_EMAIL, IdentityApplication.ADMIN_PASSWORD)
                .text("accessToken");
    }

    @Test
    void anAccessTokenIsGoodForAsLongAsTheSettingSays() {
        try (var brief = IdentityApplication.start("beckon.identity.access-token=7s")) {
            var session =
                    new Client(brief)
                            .post(
                                    "/auth/login",
                                    Map.of(
                                            "email", IdentityApplication.ADMIN_EMAIL,
                                            "password", IdentityApplication.ADMIN_PASSWORD));
            assertThat(session.body().path("expiresIn").intValue()).isEqualTo(7);
            var token =
                    brief.getBean("apiTokens", Tokens.class).decode(session.text("accessToken"));
            assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).hasSeconds(7);
        }
    }

    @Test
    void aCustomerRegistersAndLogsIn() {
        var email = anyEmail();
        var registered = register("  " + email.toUpperCase(Locale.ROOT), "CUSTOMER");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("email")).isEqualTo(email);
        assertThat(registered.body().path("approved").booleanValue()).isTrue();

        var session = login(email, "password");
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.body().path("expiresIn").intValue()).isEqualTo(900);
        assertThat(session.body().path("user").toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"email\":\"%s\",\"name\":\"Zoë\",\"role\":\"CUSTOMER\"}"
                                .formatted(registered.text("id"), email));

        var caller =
                application.getBean("apiTokens", Tokens.class).caller(session.text("accessToken"));
        assertThat(caller.id()).hasToString(registered.text("id"));
        assertThat(caller.role()).isEqualTo(ActorRole.CUSTOMER);
        assertThat(caller.name()).isEqualTo("Zoë");
    }

    @Test
    void anAddressIsTakenOnce() {
        var email = anyEmail();
        assertThat(register(email, "CUSTOMER").status()).isEqualTo(201);
        var again = register(email, "DRIVER");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("reason")).isEqualTo("EMAIL_TAKEN");
        assertThat(again.body().toString()).doesNotContain(email).doesNotContain("CUSTOMER");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        var email = anyEmail();
        register(email, "CUSTOMER");
        var wrong = login(email, "passw0rd");
        var unknown = login(anyEmail(), "password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void aDriverWaitsForAnAdministrator() {
        var email = anyEmail();
        var registered = register(email, "DRIVER");
        assertThat(registered.body().path("approved").booleanValue()).isFalse();
        var early = login(email, "password");
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.text("detail")).contains("approve");
        assertThat(login(email, "wrong password").status()).isEqualTo(401);

        var path = "/auth/accounts/" + registered.text("id") + "/approve";
        assertThat(client.post(path, Map.of()).status()).isEqualTo(401);
        var customer = anyEmail();
        register(customer, "CUSTOMER");
        var stranger = login(customer, "password").text("accessToken");
        assertThat(client.post(path, stranger, Map.of()).status()).isEqualTo(403);
        assertThat(login(email, "password").status()).isEqualTo(403);

        assertThat(client.post(path, adminToken(), Map.of()).status()).isEqualTo(204);
        assertThat(login(email, "password").status()).isEqualTo(200);
        assertThat(
                        client.post(
                                        "/auth/accounts/" + UUID.randomUUID() + "/approve",
                                        adminToken(),
                                        Map.of())
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        var email = anyEmail();
        register(email, "CUSTOMER");
        var first = login(email, "password").text("refreshToken");
        var other = login(email, "password").text("refreshToken");

        var second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("accessToken")).isNotEmpty();
        var third = refresh(second.text("refreshToken"));
        assertThat(third.status()).isEqualTo(200);

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(third.text("refreshToken")).status())
                .as("the family of a token that was used twice")
                .isEqualTo(401);
        assertThat(refresh(other).status()).as("another session").isEqualTo(200);
    }

    @Test
    void ofManyUsesAtOnceOneSucceedsAtMost() {
        var email = anyEmail();
        register(email, "CUSTOMER");
        var token = login(email, "password").text("refreshToken");
        var uses =
                IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> refresh(token)))
                        .toList();
        var answers = uses.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(7);
        var winner = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow();
        assertThat(refresh(winner.text("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void logoutEndsTheSession() {
        var email = anyEmail();
        register(email, "CUSTOMER");
        var token = login(email, "password").text("refreshToken");
        var next = refresh(token).text("refreshToken");
        assertThat(client.post("/auth/logout", Map.of("refreshToken", next)).status())
                .isEqualTo(204);
        assertThat(refresh(next).status()).isEqualTo(401);
        assertThat(client.post("/auth/logout", Map.of("refreshToken", "unknown")).status())
                .isEqualTo(204);
        assertThat(refresh("unknown").status()).isEqualTo(401);
    }

    @Test
    void aTicketOpensSocketsAndNothingElse() {
        var token = adminToken();
        var ticket = client.post("/ws/ticket", token, Map.of()).text("ticket");
        var sockets = application.getBean("socketTokens", Tokens.class);
        assertThat(sockets.caller(ticket).role()).isEqualTo(ActorRole.ADMIN);
        assertThat(sockets.decode(ticket).getId())
                .isNotEqualTo(
                        sockets.decode(client.post("/ws/ticket", token, Map.of()).text("ticket"))
                                .getId());
        assertThat(client.post("/ws/ticket", ticket, Map.of()).status()).isEqualTo(401);
        assertThat(client.post("/ws/ticket", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void publicKeysAreShownWithoutTheirPrivateHalves() {
        var keys = client.get("/.well-known/jwks.json").body().path("keys");
        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.get(0).propertyNames())
                .containsExactlyInAnyOrder("kty", "use", "crv", "kid", "x", "y", "alg");
    }

    @Test
    void twoProcessesThatStartTogetherShareTheirKeys() {
        var both =
                IntStream.range(0, 2)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        IdentityApplication.start(
                                                                "beckon.drivers.approval=off")))
                        .toList();
        for (var starting : both) {
            try (var another = starting.join()) {
                var there = new Client(another);
                assertThat(there.get("/.well-known/jwks.json"))
                        .isEqualTo(client.get("/.well-known/jwks.json"));
                var email = anyEmail();
                var body =
                        Map.of(
                                "email",
                                email,
                                "password",
                                "password",
                                "name",
                                "D",
                                "role",
                                "DRIVER");
                assertThat(there.post("/auth/register", body).status()).isEqualTo(201);
                var token =
                        there.post("/auth/login", Map.of("email", email, "password", "password"))
                                .text("accessToken");
                assertThat(client.post("/ws/ticket", token, Map.of()).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void theAdministratorsAddressIsTakenOverFromWhoeverHadIt() {
        var email = anyEmail();
        register(email, "CUSTOMER");
        var stolen = login(email, "password").text("refreshToken");
        try (var another =
                IdentityApplication.start(
                        "beckon.identity.admin.email=" + email,
                        "beckon.identity.admin.password=another password")) {
            assertThat(another.isRunning()).isTrue();
        }
        assertThat(login(email, "password").status()).isEqualTo(401);
        assertThat(refresh(stolen).status()).isEqualTo(401);
        assertThat(login(email, "another password").body().path("user").path("role").asString())
                .isEqualTo("ADMIN");
    }
}
