package dev.beckon.gateway;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
    private final Executor executor;
    private final InstantSource clock;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, StringBuilder> begun = new ConcurrentHashMap<>();

    WsSocket(
            KeeperService keeper,
            CommandService commands,
            PresenceService presence,
            Executor executor,
            InstantSource clock) {
        this.keeper = keeper;
        this.commands = commands;
        this.presence = presence;
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
        clients.put(session.getId(), client);
        keeper.join(client);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var client = clients.get(session.getId());
        if (client == null || client.mailbox().closed()) {
            return;
        }
        var before = begun.remove(session.getId());
        if (before == null && message.isLast()) {
            take(client, message.getPayload());
            return;
        }
        var text = before == null ? new StringBuilder() : before;
        text.append(message.getPayload());
        if (message.isLast()) {
            take(client, text.toString());
        } else if (text.length() > MAX_BYTES) {
            client.mailbox().post(Outgoing.Close.TOO_LARGE);
        } else {
            begun.put(session.getId(), text);
        }
    }

    private void take(Client client, String text) {
        if (new TextMessage(text).getPayloadLength() > MAX_BYTES) {
            client.mailbox().post(Outgoing.Close.TOO_LARGE);
        } else {
            commands.take(client, text);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        var client = clients.get(session.getId());
        if (client != null) {
            client.mailbox().post(Outgoing.Close.BINARY);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        var client = clients.get(session.getId());
        if (client != null && !client.mailbox().closed()) {
            presence.heard(client);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        begun.remove(session.getId());
        var client = clients.remove(session.getId());
        if (client != null) {
            keeper.leave(client);
        }
    }
}
