package dev.beckon.gateway;

import dev.beckon.platform.redis.Pace;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * The endpoint {@code /ws}: puts frames together and hands them on. It takes them in parts, because
 * then a socket that says little needs no buffer for the longest message.
 */
final class WsSocket extends AbstractWebSocketHandler {

    private static final int MAX_BYTES = 8 * 1024;

    private final KeeperService keeper;
    private final CommandService commands;
    private final PresenceService presence;
    private final GatewayLimitsProperties rates;
    private final Executor executor;
    private final InstantSource clock;
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final Map<String, StringBuilder> begun = new ConcurrentHashMap<>();

    /** Who is at a socket, and how fast they may speak on it. */
    private record Guest(Client client, Pace frames, Pace flood) {}

    WsSocket(
            KeeperService keeper,
            CommandService commands,
            PresenceService presence,
            GatewayLimitsProperties rates,
            Executor executor,
            InstantSource clock) {
        this.keeper = keeper;
        this.commands = commands;
        this.presence = presence;
        this.rates = rates;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var caller = TicketSocket.caller(session.getAttributes());
        var client =
                new Client(
                        caller.id(),
                        caller.role(),
                        caller.name(),
                        new Mailbox(executor, new SenderSocket(session)),
                        clock.instant());
        guests.put(
                session.getId(),
                new Guest(client, new Pace(rates.frames()), new Pace(rates.flood())));
        keeper.join(client);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var before = begun.remove(session.getId());
        if (before == null && message.isLast()) {
            var guest = guests.get(session.getId());
            if (guest != null && !guest.client().mailbox().closed()) {
                take(guest, message.getPayload());
            }
            return;
        }
        var guest = findGuest(session);
        if (guest == null) {
            return;
        }
        var text = before == null ? new StringBuilder() : before;
        text.append(message.getPayload());
        if (message.isLast()) {
            take(guest, text.toString());
        } else if (text.length() > MAX_BYTES) {
            guest.client().mailbox().post(Outgoing.Close.TOO_LARGE);
        } else {
            begun.put(session.getId(), text);
        }
    }

    /** Whose part, pong or other frame it is that is no message; null where it counts no more. */
    private @Nullable Guest findGuest(WebSocketSession session) {
        var guest = guests.get(session.getId());
        return guest == null || guest.client().mailbox().closed() || floods(guest) ? null : guest;
    }

    private static boolean floods(Guest guest) {
        boolean floods = !guest.flood().take();
        if (floods) {
            guest.client().mailbox().post(Outgoing.Close.FLOOD);
        }
        return floods;
    }

    private void take(Guest guest, String text) {
        if (isTooLong(text)) {
            guest.client().mailbox().post(Outgoing.Close.TOO_LARGE);
        } else if (guest.frames().take()) {
            commands.take(guest.client(), text);
        } else if (!floods(guest)) {
            commands.takeNot(guest.client(), text);
        }
    }

    /** To encode each one only to count its bytes would cost as much as to read it. */
    private static boolean isTooLong(String text) {
        // No character has more than three.
        return text.length() > MAX_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        var guest = findGuest(session);
        if (guest != null) {
            guest.client().mailbox().post(Outgoing.Close.BINARY);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        var guest = findGuest(session);
        if (guest != null) {
            presence.heard(guest.client());
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        begun.remove(session.getId());
        var guest = guests.remove(session.getId());
        if (guest != null) {
            keeper.leave(guest.client());
        }
    }
}
