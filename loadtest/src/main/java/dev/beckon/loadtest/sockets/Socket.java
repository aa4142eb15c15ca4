package dev.beckon.loadtest.sockets;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** One open socket. */
public final class Socket {

    private final Channel channel;

    Socket(Channel channel) {
        this.channel = channel;
    }

    /** Sends a message; false if it is not sent, because the other side does not keep up. */
    public boolean send(CharSequence ascii) {
        if (!channel.isWritable()) {
            return false;
        }
        write(ascii);
        return true;
    }

    /** Sends a message, however many wait before it. */
    public void sendAnyway(CharSequence ascii) {
        write(ascii);
    }

    private void write(CharSequence ascii) {
        var bytes = channel.alloc().buffer(ascii.length());
        ByteBufUtil.writeAscii(bytes, ascii);
        channel.writeAndFlush(new TextWebSocketFrame(bytes), channel.voidPromise());
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    /** Goes without a word. */
    public void close() {
        channel.close();
    }
}
