package dev.beckon.city.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeckonHttpTest {

    private static final BeckonHttp.Request ORDER =
            BeckonHttp.Request.post("/orders", "token", Map.of()).with("Idempotency-Key", "k1");

    private final Traffic traffic = new Traffic();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    Integer status = statuses.poll();
                    byte[] body = "{\"orderId\":\"x\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    exchange.sendResponseHeaders(status == null ? 202 : status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void commandsGoToTheFirstAddress() throws Exception {
        try (BeckonHttp http = new BeckonHttp(List.of(here(), nobody()), traffic)) {
            Reply reply = http.send(ORDER, Duration.ofSeconds(20));

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body().path("orderId").asString()).isEqualTo("x");
            assertThat(traffic.errors()).isEmpty();
        }
    }

    @Test
    void repeatsWhatWasNotTakenUnderTheSameKey() throws Exception {
        statuses.addAll(List.of(503, 429, 500));
        try (BeckonHttp http = new BeckonHttp(List.of(here()), traffic)) {
            assertThat(http.send(ORDER, Duration.ofSeconds(20)).status()).isEqualTo(202);

            assertThat(keys).containsExactly("k1", "k1", "k1", "k1");
        }
    }

    @Test
    void doesNotRepeatWhatWasRefused() throws Exception {
        statuses.add(409);
        try (BeckonHttp http = new BeckonHttp(List.of(here()), traffic)) {
            assertThat(http.send(ORDER, Duration.ofSeconds(20)).status()).isEqualTo(409);

            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void givesUpInTheEnd() throws Exception {
        try (BeckonHttp http = new BeckonHttp(List.of(nobody()), traffic)) {
            assertThatThrownBy(() -> http.send(ORDER, Duration.ofMillis(300)))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("POST /orders had no answer");
        }
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }
}
