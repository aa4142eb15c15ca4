package dev.beckon.loadtest.harness;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP: whoever is due takes a free connection, or waits for one. */
final class Posts {

    private static final int MOST_BYTES = 64 * 1024;

    /** Hears what became of a request. */
    interface Answers {

        /**
         * @param status 0: no answer came
         * @param orderId null unless it was taken
         */
        void answered(Journey journey, int status, @Nullable UUID orderId);
    }

    private final Wire wire;
    private final URI server;
    private final Spots spots;
    private final Answers answers;
    private final SplittableRandom keys = new SplittableRandom();
    private final Deque<PostConnection> free = new ArrayDeque<>();
    private final Deque<Journey> waiting = new ArrayDeque<>();
    private final StringBuilder body = new StringBuilder();
    private boolean closed;

    Posts(Wire wire, URI server, Spots spots, Answers answers) {
        this.wire = wire;
        this.server = server;
        this.spots = spots;
        this.answers = answers;
    }

    void open(int connections) {
        for (int i = 0; i < connections; i++) {
            connect();
        }
    }

    void send(Journey journey) {
        var connection = free.pollFirst();
        if (connection == null) {
            waiting.addLast(journey);
        } else {
            connection.send(journey, request(journey));
        }
    }

    void answered(Journey journey, int status, @Nullable UUID orderId) {
        answers.answered(journey, status, orderId);
    }

    void free(PostConnection connection) {
        var next = waiting.pollFirst();
        if (next == null) {
            // In turns: one that was long idle may be closed just when it is used.
            free.addLast(connection);
        } else {
            connection.send(next, request(next));
        }
    }

    /** A server may close a connection after so many requests; another takes its place. */
    void gone(PostConnection connection) {
        free.remove(connection);
        if (!closed) {
            connect();
        }
    }

    void close() {
        closed = true;
    }

    private void connect() {
        wire.connect(
                server,
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpResponseDecoder(),
                                        new HttpObjectAggregator(MOST_BYTES),
                                        new PostConnection(Posts.this));
                    }
                });
    }

    private ByteBuf request(Journey journey) {
        body.setLength(0);
        body.append("{\"pickup\":");
        spots.append(body);
        body.append(",\"dropoff\":");
        spots.append(body);
        body.append('}');
        int length = body.length();
        String head =
                "POST /orders HTTP/1.1\r\nHost: "
                        + server.getAuthority()
                        + "\r\nAuthorization: Bearer "
                        + journey.customer.person().accessToken()
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                        + Long.toHexString(keys.nextLong())
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n\r\n";
        return ByteBufUtil.writeAscii(ByteBufAllocator.DEFAULT, body.insert(0, head));
    }
}
