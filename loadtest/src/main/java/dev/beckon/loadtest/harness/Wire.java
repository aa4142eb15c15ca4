package dev.beckon.loadtest.harness;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One thread with all its connections. One is enough: what an order takes of it is measured in
 * microseconds, and nothing has to be locked.
 */
final class Wire implements AutoCloseable {

    private static final boolean EPOLL = Epoll.isAvailable();

    /** Each address of ours has some 28,000 ports for outgoing connections. */
    private static final int ADDRESSES = 16;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1, EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private int connections;

    EventLoop loop() {
        return loop;
    }

    /** To a server, each from another address of this machine where the system has several. */
    synchronized ChannelFuture connect(URI server, ChannelHandler handler) {
        var bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(handler);
        var remote = new InetSocketAddress(server.getHost(), server.getPort());
        if (!EPOLL) {
            return bootstrap.connect(remote);
        }
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        SocketAddress local =
                new InetSocketAddress("127.0.0." + (2 + connections++ % ADDRESSES), 0);
        return bootstrap.connect(remote, local);
    }

    /** A server on any free port of 127.0.0.1. */
    InetSocketAddress listen(ChannelHandler handler) {
        var channel =
                new ServerBootstrap()
                        .group(loop)
                        .channel(
                                EPOLL
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 4_096)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(handler)
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly()
                        .channel();
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
