package dev.beckon.loadtest.sockets;

import dev.beckon.loadtest.LoadtestException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ResourceLeakDetector;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Opens sockets and reads them all on one thread. */
public final class Sockets implements AutoCloseable {

    private static final int HANDSHAKE_BYTES = 64 * 1024;
    private static final int FRAME_BYTES = 1024 * 1024;

    static {
        // It looks at one message in so many, which is a twentieth of what sending costs.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(
                    1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    /** Hears what comes on one socket, on the thread of all sockets. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param part of a message; not the listener's to keep
         * @param last whether the message ends with it
         */
        void heard(ByteBuf part, boolean last);
    }

    /**
     * Opens a socket; done when it is open.
     *
     * @param http with the path and the query, the scheme as for requests
     */
    public CompletableFuture<Socket> open(URI http, Listener listener) {
        var opened = new CompletableFuture<Socket>();
        var uri = URI.create(http.toString().replaceFirst("^http", "ws"));
        var handler = new Reader(listener, opened);
        var connected =
                new Bootstrap()
                        .group(loop)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpClientCodec(),
                                                        new HttpObjectAggregator(HANDSHAKE_BYTES),
                                                        new WebSocketClientProtocolHandler(
                                                                handshake(uri)),
                                                        handler);
                                    }
                                })
                        .connect(uri.getHost(), uri.getPort());
        connected.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        opened.completeExceptionally(done.cause());
                    }
                });
        return opened;
    }

    /** Does something again and again on the thread of all sockets, which must not be kept. */
    public Future<?> every(Duration interval, Runnable task) {
        return loop.scheduleAtFixedRate(
                task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static WebSocketClientProtocolConfig handshake(URI uri) {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .version(WebSocketVersion.V13)
                .maxFramePayloadLength(FRAME_BYTES)
                // Seen by the reader, who counts on staying.
                .handleCloseFrames(false)
                .build();
    }

    private static final class Reader extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final Listener listener;
        private final CompletableFuture<Socket> opened;

        private Reader(Listener listener, CompletableFuture<Socket> opened) {
            this.listener = listener;
            this.opened = opened;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                opened.complete(new Socket(context.channel()));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text ->
                        listener.heard(text.content(), text.isFinalFragment());
                case ContinuationWebSocketFrame text ->
                        listener.heard(text.content(), text.isFinalFragment());
                case CloseWebSocketFrame _ -> context.close();
                default -> {}
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            opened.completeExceptionally(
                    new LoadtestException("a socket failed: " + cause.getMessage(), cause));
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            opened.completeExceptionally(new LoadtestException("a socket was refused"));
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
