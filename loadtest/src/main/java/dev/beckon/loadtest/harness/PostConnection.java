package dev.beckon.loadtest.harness;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection that is kept alive; one request at a time. */
// What cannot be sent closes the connection, which is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
final class PostConnection extends SimpleChannelInboundHandler<FullHttpResponse> {

    private static final int UUID_LENGTH = 36;
    private static final int NO_ANSWER = 0;

    private final Posts posts;
    private @Nullable Journey journey;
    private @Nullable Channel channel;

    PostConnection(Posts posts) {
        this.posts = posts;
    }

    void send(Journey next, ByteBuf request) {
        journey = next;
        if (channel != null) {
            channel.writeAndFlush(request, channel.voidPromise());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        posts.free(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        boolean stays = HttpUtil.isKeepAlive(response);
        String location = response.headers().get(HttpHeaderNames.LOCATION);
        answer(
                response.status().code(),
                location == null || location.length() < UUID_LENGTH
                        ? null
                        : UUID.fromString(location.substring(location.length() - UUID_LENGTH)));
        if (stays) {
            posts.free(this);
        } else {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer(NO_ANSWER, null);
        posts.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void answer(int status, @Nullable UUID orderId) {
        var answered = journey;
        journey = null;
        if (answered != null) {
            posts.answered(answered, status, orderId);
        }
    }
}
