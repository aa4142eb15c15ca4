package dev.beckon.city.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands until they are answered: to the first address, to the others while it is away,
 * with the pauses that the server asks for. Only what may be repeated is sent with it.
 */
public final class BeckonHttp implements AutoCloseable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(6);
    private static final long PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .executor(threads)
                    .build();
    private final Addresses addresses;
    private final Traffic traffic;

    public BeckonHttp(List<URI> urls, Traffic traffic) {
        this.addresses = new Addresses(urls);
        this.traffic = traffic;
    }

    /**
     * Sends a request until there is an answer that counts: not 429, not 5xx.
     *
     * @param patience how long to go on
     * @throws ApiException when it is used up
     */
    public Reply send(Request request, Duration patience) throws InterruptedException {
        long endNs = System.nanoTime() + patience.toNanos();
        while (true) {
            Attempt attempt = attempt(request);
            if (attempt.reply != null && attempt.reply.status() != 429 && !attempt.away()) {
                return attempt.reply;
            }
            traffic.failed(attempt.failure);
            if (System.nanoTime() + attempt.pauseMs * 1_000_000 > endNs) {
                throw new ApiException(
                        "%s %s had no answer for %d s, at last %s"
                                .formatted(
                                        request.method,
                                        request.path,
                                        patience.toSeconds(),
                                        attempt.failure));
            }
            Thread.sleep(attempt.pauseMs + ThreadLocalRandom.current().nextLong(PAUSE_MS / 2));
        }
    }

    /** Sends a request that must not be repeated; null if there was no answer. */
    @Nullable Reply once(Request request) throws InterruptedException {
        Attempt attempt = attempt(request);
        if (attempt.reply == null) {
            traffic.failed(attempt.failure);
        }
        return attempt.reply;
    }

    HttpClient client() {
        return client;
    }

    Addresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private Attempt attempt(Request request) throws InterruptedException {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(addresses.commands(request.path))
                        .timeout(REQUEST_TIMEOUT)
                        .header("Accept", "application/json");
        if (request.token != null) {
            http.header("Authorization", "Bearer " + request.token);
        }
        request.headers.forEach(http::header);
        if (request.body == null) {
            http.method(request.method, HttpRequest.BodyPublishers.noBody());
        } else {
            http.header("Content-Type", "application/json")
                    .method(
                            request.method,
                            HttpRequest.BodyPublishers.ofString(Wire.write(request.body)));
        }
        try {
            HttpResponse<String> response =
                    client.send(http.build(), HttpResponse.BodyHandlers.ofString());
            long pauseMs =
                    response.headers()
                            .firstValue("Retry-After")
                            .map(BeckonHttp::pauseMs)
                            .orElse(PAUSE_MS);
            return new Attempt(
                    new Reply(response.statusCode(), Wire.body(response.body())),
                    pauseMs,
                    "HTTP " + response.statusCode());
        } catch (IOException e) {
            return new Attempt(null, PAUSE_MS / 5, e.getClass().getSimpleName());
        }
    }

    /** Retry-After in seconds; a date is taken for the usual pause. */
    private static long pauseMs(String retryAfter) {
        try {
            return Math.clamp(Long.parseLong(retryAfter.strip()) * 1_000, 100, LONGEST_PAUSE_MS);
        } catch (NumberFormatException e) {
            return PAUSE_MS;
        }
    }

    private record Attempt(@Nullable Reply reply, long pauseMs, String failure) {

        boolean away() {
            return reply == null || reply.status() >= 500;
        }
    }

    /** A request, as far as it does not depend on the address. */
    public record Request(
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body,
            Map<String, String> headers) {

        public static Request get(String path, @Nullable String token) {
            return new Request("GET", path, token, null, Map.of());
        }

        public static Request post(String path, @Nullable String token, @Nullable Object body) {
            return new Request("POST", path, token, body, Map.of());
        }

        public Request with(String header, String value) {
            return new Request(method, path, token, body, Map.of(header, value));
        }

        Request as(String newToken) {
            return new Request(method, path, newToken, body, headers);
        }
    }
}
