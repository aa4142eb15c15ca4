package dev.beckon.loadtest.harness;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the contract and does nothing: every order is taken and offered to the next driver at
 * once, every command is done. What the client reaches on it is what the client can reach.
 */
// What cannot be sent closes the connection, which is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NoOpServer implements AutoCloseable {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String BEARER = "Bearer ";

    private final Wire wire = new Wire();
    private final Map<String, Channel> sockets = new HashMap<>();
    private final List<Channel> drivers = new ArrayList<>();
    private final Map<String, Parties> orders = new HashMap<>();
    private final SplittableRandom ids = new SplittableRandom();
    private final URI url;
    private int next;

    private record Parties(Channel customer, Channel driver) {}

    public NoOpServer() {
        url = URI.create("http://127.0.0.1:" + wire.listen(new Accepted()).getPort());
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        wire.close();
    }

    private final class Accepted extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(MOST_BYTES),
                            new Requests());
        }
    }

    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String path = request.uri();
            if (path.startsWith("/ws?ticket=")) {
                sit(context, request, path.substring("/ws?ticket=".length()));
                return;
            }
            switch (path) {
                case "/orders" -> place(context, request);
                case "/auth/register" -> answer(context, HttpResponseStatus.CREATED, "{}", null);
                // The name is the token, and the token is the ticket.
                case "/auth/login" ->
                        answer(
                                context,
                                HttpResponseStatus.OK,
                                "{\"accessToken\":\"" + name(request) + "\"}",
                                null);
                case "/ws/ticket" ->
                        answer(
                                context,
                                HttpResponseStatus.OK,
                                "{\"ticket\":\"" + token(request) + "\"}",
                                null);
                case "/drivers/me/shift" -> answer(context, HttpResponseStatus.OK, "{}", null);
                default -> answer(context, HttpResponseStatus.NOT_FOUND, "{}", null);
            }
        }

        private void place(ChannelHandlerContext context, FullHttpRequest request) {
            String id = new UUID(ids.nextLong(), ids.nextLong()).toString();
            answer(
                    context,
                    HttpResponseStatus.ACCEPTED,
                    "{\"orderId\":\"" + id + "\",\"status\":\"PLACED\"}",
                    "/orders/" + id);
            var customer = sockets.get(token(request));
            if (customer != null && !drivers.isEmpty()) {
                var driver = drivers.get(next++ % drivers.size());
                orders.put(id, new Parties(customer, driver));
                // An offer goes by the id of its order.
                push(driver, "OFFER", id);
            }
        }

        private void sit(ChannelHandlerContext context, FullHttpRequest request, String name) {
            var handshaker =
                    new WebSocketServerHandshakerFactory(url.toString(), null, false)
                            .newHandshaker(request);
            if (handshaker == null) {
                context.close();
                return;
            }
            var channel = context.channel();
            handshaker
                    .handshake(channel, request)
                    .addListener(
                            done -> {
                                channel.pipeline().replace(this, "frames", new Frames());
                                sockets.put(name, channel);
                                if (name.contains("driver")) {
                                    drivers.add(channel);
                                }
                                send(
                                        channel,
                                        "{\"type\":\"SNAPSHOT\",\"orders\":[],\"offers\":[]}");
                            });
        }

        private static String name(FullHttpRequest request) {
            String email =
                    JsonMapper.shared()
                            .readTree(request.content().toString(StandardCharsets.UTF_8))
                            .path("email")
                            .asString();
            return email.substring(0, email.indexOf('@'));
        }

        private static String token(FullHttpRequest request) {
            return request.headers()
                    .get(HttpHeaderNames.AUTHORIZATION, BEARER)
                    .substring(BEARER.length());
        }

        private static void answer(
                ChannelHandlerContext context,
                HttpResponseStatus status,
                String body,
                @Nullable String location) {
            var response =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            status,
                            Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            if (location != null) {
                response.headers().set(HttpHeaderNames.LOCATION, location);
            }
            context.writeAndFlush(response, context.voidPromise());
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (!(frame instanceof TextWebSocketFrame)) {
                return;
            }
            String text = frame.content().toString(StandardCharsets.US_ASCII);
            var command = JsonMapper.shared().readTree(text);
            String type = command.path("type").asString();
            String id = command.path(type.endsWith("OFFER") ? "offerId" : "orderId").asString();
            var parties = orders.get(id);
            if (parties == null) {
                return;
            }
            switch (type) {
                case "ACCEPT_OFFER" -> tell(parties, "ORDER_ACCEPTED", id);
                case "CANCEL" -> {
                    orders.remove(id);
                    tell(parties, "ORDER_CANCELLED", id);
                }
                case "DELIVER" -> {
                    orders.remove(id);
                    tell(parties, "ORDER_DELIVERED", id);
                }
                default -> {}
            }
        }
    }

    private static void tell(Parties parties, String type, String id) {
        push(parties.customer(), type, id);
        push(parties.driver(), type, id);
    }

    private static void push(Channel to, String type, String id) {
        send(
                to,
                "{\"type\":\""
                        + type
                        + "\",\"orderId\":\""
                        + id
                        + "\",\"offerId\":\""
                        + id
                        + "\"}");
    }

    private static void send(Channel to, String message) {
        to.writeAndFlush(
                new TextWebSocketFrame(ByteBufUtil.writeAscii(to.alloc(), message)),
                to.voidPromise());
    }
}
