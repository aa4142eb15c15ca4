package dev.beckon.city.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.socket.ServerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserSocketTest {

    private static final SocketListener DEAF =
            new SocketListener() {
                @Override
                public void connected() {}

                @Override
                public void received(ServerMessage message, long atNs) {}

                @Override
                public void lost() {}

                @Override
                public void breach(String what) {}
            };

    private final Traffic traffic = new Traffic();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void anAddressWithoutSocketsIsTriedOnce() throws Exception {
        AtomicInteger triedFirst = new AtomicInteger();
        AtomicInteger triedSecond = new AtomicInteger();
        URI first = server(404, triedFirst);
        URI second = server(503, triedSecond);
        try (BeckonHttp http = new BeckonHttp(List.of(first, second), traffic)) {
            Account account = account(http);
            List<UserSocket> sockets = new ArrayList<>();
            for (int seed = 0; seed < 5; seed++) {
                UserSocket socket = new UserSocket(http, account, DEAF, traffic, seed);
                sockets.add(socket);
                socket.open();
            }
            await().until(() -> triedSecond.get() >= 20);
            sockets.forEach(UserSocket::close);
        }

        assertThat(triedFirst.get()).isBetween(0, sockets());
        assertThat(traffic.errors()).containsKey("socket handshake: HTTP 503");
        assertThat(traffic.errors()).doesNotContainKey("socket handshake: HTTP 404");
    }

    @Test
    void theLastAddressIsTriedOnAndTold() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        try (BeckonHttp http = new BeckonHttp(List.of(server(404, tried)), traffic);
                UserSocket socket = new UserSocket(http, account(http), DEAF, traffic, 1)) {
            socket.open();
            await().until(() -> tried.get() >= 2);
        }

        assertThat(traffic.errors()).containsKey("socket handshake: HTTP 404");
    }

    /** All of them may have begun before the first knew. */
    private static int sockets() {
        return 5;
    }

    private static Account account(BeckonHttp http) throws InterruptedException {
        return Account.register(http, "a@example.com", "a password", "A", ActorRole.DRIVER);
    }

    /** As much of an application as a socket sees that is not let in. */
    private URI server(int handshake, AtomicInteger tried) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servers.add(server);
        server.createContext(
                "/",
                exchange -> {
                    boolean socket = exchange.getRequestURI().getPath().equals("/ws");
                    boolean register = exchange.getRequestURI().getPath().endsWith("/register");
                    if (socket) {
                        tried.incrementAndGet();
                    }
                    byte[] body =
                            """
                            {"accessToken":"t","refreshToken":"r","expiresIn":600,"ticket":"x",
                             "user":{"id":"7b1c9d2e-0000-4000-8000-000000000001"}}
                            """
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            socket ? handshake : register ? 201 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
