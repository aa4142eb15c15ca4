package dev.beckon.loadtest.harness;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Somebody's socket. */
// What cannot be sent closes the connection, which is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
final class Seat extends SimpleChannelInboundHandler<WebSocketFrame> {

    private volatile Person person;
    private final Heard heard;
    private final BiConsumer<Seat, Heard> listener;
    private final CompletableFuture<Seat> ready = new CompletableFuture<>();
    private @Nullable Channel channel;

    /**
     * @param heard read into for each message; shared by all on one thread
     */
    Seat(Person person, Heard heard, BiConsumer<Seat, Heard> listener) {
        this.person = person;
        this.heard = heard;
        this.listener = listener;
    }

    Person person() {
        return person;
    }

    /** With another token. */
    void signedIn(Person again) {
        person = again;
    }

    /** Complete when the server has told the present state. */
    CompletableFuture<Seat> ready() {
        return ready;
    }

    /** Sent with the next flush. */
    void write(String message) {
        if (channel != null) {
            channel.write(
                    new TextWebSocketFrame(ByteBufUtil.writeAscii(channel.alloc(), message)),
                    channel.voidPromise());
        }
    }

    void flush() {
        if (channel != null) {
            channel.flush();
        }
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!(frame instanceof TextWebSocketFrame)) {
            return;
        }
        heard.read(frame.content());
        if (heard.type().equals("SNAPSHOT")) {
            channel = context.channel();
            ready.complete(this);
        } else {
            listener.accept(this, heard);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        ready.completeExceptionally(new IllegalStateException("the server closed a socket"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ready.completeExceptionally(cause);
        context.close();
    }
}
