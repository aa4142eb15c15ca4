package dev.beckon.city.net;

import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A user's socket, which comes back after every loss, at any of the addresses. */
public final class UserSocket implements AutoCloseable {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(6);

    /** The server's heart beats every 20 s: after this, nobody is there. */
    private static final long SILENT_NS = Duration.ofSeconds(45).toNanos();

    private static final long FIRST_PAUSE_MS = 150;
    private static final long LONGEST_PAUSE_MS = 3_000;

    /** More than this is waiting to be sent: the other side does not read. */
    private static final int OUTBOX = 128;

    private final BeckonHttp http;
    private final Account account;
    private final SocketListener listener;
    private final Traffic traffic;
    private final Random random;
    private volatile @Nullable Connection connection;
    private volatile long awayMs;
    private volatile boolean connectedBefore;
    private volatile boolean closed;

    public UserSocket(
            BeckonHttp http, Account account, SocketListener listener, Traffic traffic, long seed) {
        this.http = http;
        this.account = account;
        this.listener = listener;
        this.traffic = traffic;
        this.random = new Random(seed);
    }

    /** Begins to connect, and goes on until {@link #close}. */
    public void open() {
        Thread.ofVirtual().name("socket").start(this::stayConnected);
    }

    public boolean isOpen() {
        return connection != null;
    }

    /** Sends what can be sent now; whoever has lost the connection says it again later. */
    public void send(ClientMessage message) {
        Connection present = connection;
        if (present != null) {
            present.send(Wire.write(message));
        }
    }

    /** Loses the connection, as phones do, and stays away for a while. */
    public void drop(Duration away) {
        Connection present = connection;
        if (present != null) {
            awayMs = away.toMillis();
            present.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection present = connection;
        if (present != null) {
            present.goodbye();
        }
    }

    private void stayConnected() {
        int failures = 0;
        int failedPlace = -1;
        try {
            while (!closed) {
                int place = http.addresses().forSocket(failedPlace, random);
                boolean was = connect(place);
                failures = was ? 0 : failures + 1;
                failedPlace = place;
                long pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures, 5));
                Thread.sleep(awayMs + pauseMs / 2 + random.nextLong(pauseMs));
                awayMs = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connects and waits for the end; false if there was no connection. */
    private boolean connect(int place) throws InterruptedException {
        Connection attempt = new Connection();
        CompletableFuture<WebSocket> handshake;
        try {
            String ticket = URLEncoder.encode(account.ticket(), StandardCharsets.UTF_8);
            handshake =
                    http.client()
                            .newWebSocketBuilder()
                            .connectTimeout(HANDSHAKE_TIMEOUT)
                            .buildAsync(
                                    http.addresses().socket(place, "/ws?ticket=" + ticket),
                                    attempt);
        } catch (ApiException e) {
            traffic.failed("no ticket");
            return false;
        }
        try {
            handshake.get(HANDSHAKE_TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            attempt.abort();
            handshake.cancel(true);
            boolean elsewhere = status(e) == 404 && http.addresses().takesNoSockets(place);
            if (!elsewhere) {
                traffic.failed("socket handshake: " + why(e));
            }
            return false;
        }
        attempt.awaitEnd();
        connection = null;
        listener.lost();
        return true;
    }

    /** What the other side answered to a handshake; 0 if it did not. */
    private static int status(Exception failure) {
        return failure.getCause() instanceof WebSocketHandshakeException answered
                ? answered.getResponse().statusCode()
                : 0;
    }

    private static String why(Exception failure) {
        int status = status(failure);
        if (status > 0) {
            return "HTTP " + status;
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    /** One connection; another follows when it is over. */
    private final class Connection implements WebSocket.Listener {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Queue<String> outbox = new ArrayDeque<>();
        private final StringBuilder partial = new StringBuilder();
        private final Versions versions = new Versions();
        private @Nullable WebSocket socket;
        private boolean sending;
        private boolean over;
        private volatile long heardNs = System.nanoTime();

        @Override
        public void onOpen(WebSocket webSocket) {
            synchronized (this) {
                socket = webSocket;
                if (over || closed) {
                    webSocket.abort();
                    over = true;
                    ended.countDown();
                    return;
                }
            }
            connection = this;
            if (connectedBefore) {
                traffic.reconnected();
            }
            connectedBefore = true;
            listener.connected();
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            long nowNs = System.nanoTime();
            heardNs = nowNs;
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                handle(text, nowNs);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            heardNs = System.nanoTime();
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            traffic.failed("closed " + statusCode);
            end();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end();
        }

        private void handle(String text, long nowNs) {
            try {
                ServerMessage message = Wire.message(text);
                if (message == null || isOver()) {
                    return;
                }
                String breach = versions.check(message);
                if (breach != null) {
                    listener.breach(breach);
                }
                listener.received(message, nowNs);
            } catch (JacksonException e) {
                listener.breach("unreadable message: " + e.getOriginalMessage());
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        private synchronized void send(String text) {
            if (over) {
                return;
            }
            outbox.add(text);
            if (outbox.size() > OUTBOX) {
                abort();
            } else if (!sending) {
                next();
            }
        }

        /** The JDK's sockets take one message at a time. */
        private synchronized void next() {
            String text = outbox.poll();
            sending = text != null && socket != null && !over;
            if (sending && socket != null && text != null) {
                socket.sendText(text, true)
                        .whenComplete(
                                (_, failure) -> {
                                    if (failure == null) {
                                        next();
                                    } else {
                                        end();
                                    }
                                });
            }
        }

        private void awaitEnd() throws InterruptedException {
            while (!ended.await(5, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heardNs > SILENT_NS) {
                    traffic.failed("socket silent");
                    abort();
                }
            }
        }

        private void goodbye() {
            WebSocket present;
            synchronized (this) {
                present = socket;
            }
            if (present != null) {
                present.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((_, _) -> abort());
            }
        }

        private void abort() {
            WebSocket present;
            synchronized (this) {
                present = socket;
            }
            if (present != null) {
                present.abort();
            }
            end();
        }

        /** Tells nobody: who sends may hold a lock that the listener wants. */
        private synchronized void end() {
            over = true;
            outbox.clear();
            ended.countDown();
        }
    }
}
