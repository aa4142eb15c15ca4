package dev.beckon.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What must not be taken: each is answered with what is wrong, and with the field where one is. */
class BadInputTest {

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

    private static String body(String email, String password, String name, String role) {
        return "{\"email\":%s,\"password\":%s,\"name\":%s,\"role\":%s}"
                .formatted(email, password, name, role);
    }

    private static String with(String field, String value) {
        return body(
                field.equals("email") ? value : "\"bad@beckon.test\"",
                field.equals("password") ? value : "\"password\"",
                field.equals("name") ? value : "\"Zoë\"",
                field.equals("role") ? value : "\"CUSTOMER\"");
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of("email", "null"),
                Arguments.of("email", "12"),
                Arguments.of("email", "{}"),
                Arguments.of("email", "[\"a@beckon.test\"]"),
                Arguments.of("email", quoted("")),
                Arguments.of("email", quoted("nobody")),
                Arguments.of("email", quoted("a@b")),
                Arguments.of("email", quoted("a@@beckon.test")),
                Arguments.of("email", quoted("a b@beckon.test")),
                Arguments.of("email", quoted("a@beckon..test")),
                Arguments.of("email", quoted("a\\u0000@beckon.test")),
                Arguments.of("email", quoted("a\\ud800@beckon.test")),
                Arguments.of("email", quoted("a".repeat(65) + "@beckon.test")),
                Arguments.of("email", quoted("a@" + "b".repeat(250) + ".test")),
                Arguments.of("password", "null"),
                Arguments.of("password", "12345678"),
                Arguments.of("password", "{\"text\":\"password\"}"),
                Arguments.of("password", quoted("1234567")),
                Arguments.of("password", quoted("x".repeat(129))),
                Arguments.of("name", "null"),
                Arguments.of("name", quoted(" ")),
                Arguments.of("name", quoted("x".repeat(101))),
                Arguments.of("name", quoted("a\\u0000b")),
                Arguments.of("name", quoted("a\\nb")),
                Arguments.of("name", "true"),
                Arguments.of("role", "null"),
                Arguments.of("role", "0"),
                Arguments.of("role", quoted("ADMIN")),
                Arguments.of("role", quoted("SYSTEM")),
                Arguments.of("role", quoted("customer")),
                Arguments.of("role", quoted("")),
                Arguments.of("role", "[\"CUSTOMER\"]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fields")
    void aFieldThatIsWrong(String field, String value) {
        var answer = register(with(field, value));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text("field")).as(answer.toString()).isEqualTo(field);
        assertThat(answer.text("detail")).isNotEmpty().doesNotContain("dev.beckon", "java.");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(400, "", ""),
                Arguments.of(400, "", "null"),
                Arguments.of(400, "", "[]"),
                Arguments.of(400, "", "\"text\""),
                Arguments.of(400, "", "{"),
                Arguments.of(400, "email", "{\"email\":"),
                Arguments.of(400, "", with("", "") + "{}"),
                Arguments.of(400, "", "nonsense"),
                Arguments.of(400, "email", "{}"),
                Arguments.of(400, "approved", "{\"approved\":true," + with("", "").substring(1)),
                Arguments.of(400, "name", "{\"name\":\"A\"," + with("", "").substring(1)),
                Arguments.of(400, "name", with("name", "[".repeat(1000) + "]".repeat(1000))),
                Arguments.of(400, "name", with("name", quoted("x".repeat(20_000)))),
                Arguments.of(413, "", with("name", quoted("x".repeat(1_000_000)))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsWrong(int status, String field, String body) {
        var answer = register(body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text("field")).as(answer.toString()).isEqualTo(field);
        assertThat(answer.text("detail")).isNotEmpty().doesNotContain("dev.beckon", "java.");
    }

    private static Client.Answer register(String body) {
        return client.send(
                "POST",
                "/auth/register",
                "",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNoText() {
        var latin1 = with("name", quoted("Zoë")).getBytes(StandardCharsets.ISO_8859_1);
        var answer = client.send("POST", "/auth/register", "", "application/json", latin1);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anotherContentTypeMethodOrPath() {
        var body = with("", "").getBytes(StandardCharsets.UTF_8);
        assertThat(client.send("POST", "/auth/register", "", "text/plain", body).status())
                .isEqualTo(415);
        assertThat(client.send("POST", "/auth/register", "", "", body).status()).isEqualTo(415);
        assertThat(client.send("PUT", "/auth/register", "", "application/json", body).status())
                .isEqualTo(405);
        var admin =
                client.post(
                                "/auth/login",
                                Map.of(
                                        "email",
                                        IdentityApplication.ADMIN_EMAIL,
                                        "password",
                                        IdentityApplication.ADMIN_PASSWORD))
                        .text("accessToken");
        assertThat(client.post("/auth/nowhere", admin, Map.of()).status()).isEqualTo(404);
        var unknown = client.post("/auth/accounts/nobody/approve", admin, Map.of());
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.type()).isEqualTo("application/problem+json");
    }
}
