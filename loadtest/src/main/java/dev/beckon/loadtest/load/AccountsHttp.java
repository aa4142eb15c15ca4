package dev.beckon.loadtest.load;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.scenario.Size;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Signs people up and in before a load: hashing their passwords is slow, and none of it. */
final class AccountsHttp implements AutoCloseable {

    /** No more at once than the server's cores have use for. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String run = UUID.randomUUID().toString();
    private final String api;

    private AccountsHttp(String api) {
        this.api = api;
    }

    /** Leaves everybody's token where the scenario reads it. */
    static void signUp(Size size, PrintWriter out) throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "Signing up %,d people …%n", size.users() + size.drivers());
        out.flush();
        try (var accounts = new AccountsHttp(size.urls().getFirst())) {
            accounts.write(size.accounts(), "customers", ActorRole.CUSTOMER, size.users());
            accounts.write(size.accounts(), "drivers", ActorRole.DRIVER, size.drivers());
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void write(Path folder, String name, ActorRole role, int count)
            throws IOException, InterruptedException {
        var lines = new ArrayList<>(List.of("token"));
        lines.addAll(tokens(role, count));
        Files.write(folder.resolve(name + ".csv"), lines);
    }

    private List<String> tokens(ActorRole role, int count) throws InterruptedException {
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            var pending = new ArrayList<Future<String>>();
            for (int i = 1; i <= count; i++) {
                String email = "load-%s-%d-%s@example.com".formatted(role, i, run);
                pending.add(executor.submit(() -> token(role, email.toLowerCase(Locale.ROOT))));
            }
            try {
                var tokens = new ArrayList<String>();
                for (Future<String> token : pending) {
                    tokens.add(token.get());
                }
                return tokens;
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw e.getCause() instanceof LoadtestException failure
                        ? failure
                        : new LoadtestException("Signing up failed: " + e.getCause(), e);
            }
        }
    }

    private String token(ActorRole role, String email) throws InterruptedException {
        String password = "a long password of " + run;
        post(
                "/auth/register",
                Map.of("email", email, "password", password, "name", "Load", "role", role.name()));
        return post("/auth/login", Map.of("email", email, "password", password))
                .path("accessToken")
                .asString();
    }

    private JsonNode post(String path, Map<String, String> body) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                        .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == TOO_MANY) {
                throw new LoadtestException(
                        "%s limits how many sign in from one address: set".formatted(api)
                                + " beckon.limits.login.address=100000/1m there while load is"
                                + " tested, or choose fewer --users and --drivers");
            }
            if (answer.statusCode() / 100 != 2) {
                throw new LoadtestException(
                        "%s%s refused an account (HTTP %d): %s"
                                .formatted(api, path, answer.statusCode(), answer.body()));
            }
            return json.readTree(answer.body());
        } catch (IOException | JacksonException e) {
            throw new LoadtestException(
                    "%s does not answer as Beckon does (%s): start it, or correct --attach"
                            .formatted(api, e.getClass().getSimpleName()),
                    e);
        }
    }
}
