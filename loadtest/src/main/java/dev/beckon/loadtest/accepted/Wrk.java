package dev.beckon.loadtest.accepted;

import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As many POSTs as a server takes, sent by wrk. */
final class Wrk {

    /** What each request places. */
    static final String ORDER =
            """
            {"pickup":{"lat":52.5163,"lng":13.3777},"dropoff":{"lat":52.4907,"lng":13.4193}}\
            """;

    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern OTHERS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private final Path folder;
    private final URI server;
    private final List<String> tokens;
    private final int connections;

    /**
     * @param folder for its scripts
     * @param tokens of customers
     * @param connections each waits for its answer before it asks again
     */
    Wrk(Path folder, URI server, List<String> tokens, int connections) {
        this.folder = folder;
        this.server = server;
        this.tokens = List.copyOf(tokens);
        this.connections = connections;
    }

    /**
     * What was answered with 2xx, a second.
     *
     * @param run different each time, so that no order is sent twice
     */
    double perS(String path, Duration duration, String run) throws InterruptedException {
        String script =
                // Each request by the next customer, with a key of its own; the body stays the
                // same.
                """
                local tokens = {%s}
                local body = '%s'
                local heads = {}
                for i, token in ipairs(tokens) do
                    heads[i] = "POST %s HTTP/1.1\\r\\nHost: %s\\r\\nAuthorization: Bearer " .. token ..
                        "\\r\\nContent-Type: application/json\\r\\nContent-Length: " .. #body ..
                        "\\r\\nIdempotency-Key: %s-"
                end
                local number = 0
                request = function()
                    number = number + 1
                    return heads[number %% #heads + 1] .. number .. "\\r\\n\\r\\n" .. body
                end
                """
                        .formatted(
                                tokens.stream()
                                        .map(token -> '"' + token + '"')
                                        .collect(Collectors.joining(",")),
                                ORDER,
                                path,
                                server.getAuthority(),
                                run);
        Path file = folder.resolve("wrk-" + run + ".lua");
        try {
            Files.writeString(file, script);
            try {
                return answered(run(file, duration));
            } finally {
                // It holds tokens.
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LoadtestException(
                    "wrk cannot be run (%s): install it (package wrk, or https://github.com/wg/wrk)"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private String run(Path file, Duration duration) throws IOException, InterruptedException {
        var command =
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + duration.toSeconds() + "s",
                        "-s",
                        file.toString(),
                        server.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new LoadtestException("wrk failed:\n" + output);
        }
        return output;
    }

    static double answered(String output) {
        double requests = number(REQUESTS, output, -1);
        double rate = number(RATE, output, -1);
        double others = number(OTHERS, output, 0);
        if (requests <= 0 || rate <= 0) {
            throw new LoadtestException("wrk says no rate:\n" + output);
        }
        return rate * (requests - others) / requests;
    }

    private static double number(Pattern pattern, String output, double otherwise) {
        var found = pattern.matcher(output);
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }
}
