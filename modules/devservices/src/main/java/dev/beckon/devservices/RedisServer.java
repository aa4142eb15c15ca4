package dev.beckon.devservices;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis, which keeps nothing on disk: what it holds may be lost. */
final class RedisServer {

    static final String NAME = "redis";
    static final String TITLE = "Redis";

    private RedisServer() {}

    static ProcessSpec spec(int port, Duration patience) {
        return new ProcessSpec(
                NAME,
                TITLE,
                List.of(
                        Programs.find(
                                        "Redis",
                                        "SPRING_DATA_REDIS_URL",
                                        "redis-server",
                                        "valkey-server")
                                .toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--daemonize",
                        "no"),
                Map.of(),
                port,
                Signal.TERM,
                patience,
                () -> {},
                () -> pongs(port));
    }

    private static boolean pongs(int port) {
        try (var socket = new Socket()) {
            socket.connect(Ports.loopback(port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
