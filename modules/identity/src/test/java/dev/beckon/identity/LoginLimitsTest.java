package dev.beckon.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Who guesses passwords is slowed down, on all nodes together. */
class LoginLimitsTest {

    private static List<ConfigurableApplicationContext> nodes;

    @BeforeAll
    static void start() {
        String[] limits = {"beckon.limits.login.email=5/1h", "beckon.limits.login.address=40/1h"};
        nodes = List.of(IdentityApplication.start(limits), IdentityApplication.start(limits));
    }

    @AfterAll
    static void stop() {
        nodes.forEach(ConfigurableApplicationContext::close);
    }

    private static Client.Answer login(int attempt, String email) {
        return new Client(nodes.get(attempt % 2))
                .post("/auth/login", Map.of("email", email, "password", "a wrong password"));
    }

    /** One test, because all of it comes from one address. */
    @Test
    void tooManyLoginsAreRefusedByEmailAndByAddress() {
        var email = UUID.randomUUID() + "@example.org";
        for (int i = 0; i < 5; i++) {
            assertThat(login(i, email).status()).isEqualTo(401);
        }
        var refused = login(5, "  " + email.toUpperCase(Locale.ROOT));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("limit")).isEqualTo("login.email");
        assertThat(refused.type()).startsWith("application/problem+json");

        var others = new ArrayList<Integer>();
        for (int i = 0; i < 40; i++) {
            others.add(login(i, UUID.randomUUID() + "@example.org").status());
        }
        assertThat(others).startsWith(401).endsWith(429);
        assertThat(others.stream().filter(status -> status == 401).count()).isBetween(34L, 36L);
        var registration =
                new Client(nodes.getFirst())
                        .post(
                                "/auth/register",
                                Map.of(
                                        "email", UUID.randomUUID() + "@example.org",
                                        "password", "correct horse battery",
                                        "name", "Ada",
                                        "role", "CUSTOMER"));
        assertThat(registration.status()).isEqualTo(429);
        assertThat(registration.text("limit")).isEqualTo("login.address");
    }
}
