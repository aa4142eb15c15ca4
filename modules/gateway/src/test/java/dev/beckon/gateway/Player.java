package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.platform.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer or a driver at a socket, and all that was said to them. */
final class Player implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder begun = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    /** Returns when the snapshot is there. */
    static Player connect(int port, String ticket) {
        var player = new Player();
        player.socket =
                HTTP.newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + port + "/ws?ticket=" + ticket),
                                player)
                        .join();
        soon(() -> !player.heard.isEmpty());
        assertThat(player.heard.getFirst().path("type").stringValue()).isEqualTo("SNAPSHOT");
        return player;
    }

    static void soon(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    private WebSocket socket() {
        var open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        begun.append(data);
        if (last) {
            heard.add(Json.topics().readTree(begun.toString()));
            begun.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    Player say(String json) {
        socket().sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    Player sayBytes(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    JsonNode snapshot() {
        return heard.getFirst();
    }

    /** Waits for the first message of a type, or the next one after a number of them. */
    JsonNode hears(String type) {
        return hears(type, 0);
    }

    JsonNode hears(String type, int skipped) {
        soon(() -> all(type).size() > skipped);
        return all(type).get(skipped);
    }

    List<JsonNode> all(String type) {
        return heard.stream().filter(m -> m.path("type").stringValue().equals(type)).toList();
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** The types of all that was said so far; what was on its way is there before the PONG. */
    String story() {
        int before = all("PONG").size();
        say("{'type':'PING','ref':'story'}");
        hears("PONG", before);
        return heard.stream()
                .map(m -> m.path("type").stringValue())
                .filter(type -> !type.equals("PONG"))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        if (isOpen()) {
            socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }
}
