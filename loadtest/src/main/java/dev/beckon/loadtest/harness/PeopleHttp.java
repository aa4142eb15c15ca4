package dev.beckon.loadtest.harness;

import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens accounts and sessions, and sends drivers on shift. */
public final class PeopleHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 20;
    private static final int TOO_MANY = 429;
    private static final String PASSWORD = "correct horse battery";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;

    public PeopleHttp(URI server) {
        this.server = server;
    }

    /** Signs somebody in who is new to the server, or comes back; the token is for requests. */
    public String signIn(String name, boolean driver) {
        String email = name + "@example.org";
        String role = driver ? "DRIVER" : "CUSTOMER";
        String account =
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"%s\",\"role\":\"%s\"}"
                        .formatted(email, PASSWORD, name, role);
        int status = send("POST", "/auth/register", null, account).statusCode();
        if (status != HttpURLConnection.HTTP_CREATED && status != HttpURLConnection.HTTP_CONFLICT) {
            throw new LoadtestException(server + " answered " + status + " to a registration");
        }
        String login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
        return json(send("POST", "/auth/login", null, login)).path("accessToken").asString();
    }

    /** The same, with a ticket for a socket; a driver is on shift then. */
    Person join(String name, boolean driver) {
        String token = signIn(name, driver);
        if (driver) {
            json(send("PUT", "/drivers/me/shift", token, "{\"state\":\"ONLINE\"}"));
        }
        return new Person(name, driver, token, ticket(token));
    }

    /** For one socket of whom the token is. */
    public String ticket(String token) {
        return json(send("POST", "/ws/ticket", token, "")).path("ticket").asString();
    }

    /** Waits as long as a cold server takes for its first answer of the kind. */
    public void post(String path, String token, String body) {
        json(send("POST", path, token, body));
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new LoadtestException(
                    "%s answered %d: %s"
                            .formatted(response.uri(), response.statusCode(), response.body()));
        }
        return JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String token, String body) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            for (int attempt = 1; ; attempt++) {
                var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == TOO_MANY) {
                    throw new LoadtestException(
                            server
                                    + " limits how many sign in from one address: set"
                                    + " beckon.limits.login.address=100000/1m there for this"
                                    + " while");
                }
                if (response.statusCode() != HttpURLConnection.HTTP_UNAVAILABLE
                        || attempt == ATTEMPTS) {
                    return response;
                }
                // Many come at once, and a server may ask them to come again.
                Thread.sleep(
                        Duration.ofSeconds(
                                response.headers().firstValueAsLong("Retry-After").orElse(1)));
            }
        } catch (IOException e) {
            throw new LoadtestException(server + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("interrupted while people joined", e);
        }
    }
}
