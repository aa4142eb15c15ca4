package dev.beckon.gateway;

import dev.beckon.platform.security.Caller;
import dev.beckon.platform.security.Tokens;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Lets in who has a ticket, once, and nobody before the node knows what to tell them. */
final class TicketSocket implements HandshakeInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(TicketSocket.class);
    private static final String CALLER = "caller";

    private final Tokens tokens;
    private final TicketsRedis used;
    private final BooleanSupplier open;

    TicketSocket(Tokens tokens, TicketsRedis used, BooleanSupplier open) {
        this.tokens = tokens;
        this.used = used;
        this.open = open;
    }

    static Caller caller(Map<String, Object> attributes) {
        return (Caller) Objects.requireNonNull(attributes.get(CALLER));
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (!open.getAsBoolean()) {
            return notNow(response);
        }
        try {
            var caller = findCaller(request);
            if (caller == null) {
                response.setStatusCode(HttpStatus.UNAUTHORIZED);
                return false;
            }
            attributes.put(CALLER, caller);
            return true;
        } catch (JwtException e) {
            LOG.warn("tickets cannot be checked: {}", e.getMessage());
            return notNow(response);
        }
    }

    private static boolean notNow(ServerHttpResponse response) {
        response.getHeaders().set("Retry-After", "1");
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        return false;
    }

    /**
     * @return null if the ticket is no good
     * @throws JwtException if that cannot be told, because the keys cannot be had
     */
    private @Nullable Caller findCaller(ServerHttpRequest request) {
        var ticket =
                UriComponentsBuilder.fromUri(request.getURI())
                        .build()
                        .getQueryParams()
                        .getFirst("ticket");
        if (ticket == null) {
            return null;
        }
        try {
            var id = tokens.decode(ticket).getId();
            return id != null && used.use(id) ? tokens.caller(ticket) : null;
        } catch (BadJwtException e) {
            return null;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
