package dev.beckon.gateway;

import jakarta.websocket.Session;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** Puts on the wire what leaves a mailbox: one thing at a time, waiting for the reader. */
final class SenderSocket implements Mailbox.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(SenderSocket.class);

    /** Who reads nothing for so long is cut off. */
    private static final long PATIENCE_MS = 5_000;

    private final WebSocketSession session;

    SenderSocket(WebSocketSession session) {
        this.session = session;
        var tomcats = ((NativeWebSocketSession) session).getNativeSession(Session.class);
        if (tomcats != null) {
            tomcats.getUserProperties()
                    .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", PATIENCE_MS);
        }
    }

    @Override
    public boolean send(Outgoing outgoing) {
        try {
            switch (outgoing) {
                case Outgoing.Text text -> session.sendMessage(new TextMessage(text.json()));
                case Outgoing.Late late -> {
                    var text = late.words().get();
                    if (text != null) {
                        session.sendMessage(new TextMessage(text.json()));
                    }
                }
                case Outgoing.Ping _ -> session.sendMessage(new PingMessage());
                case Outgoing.Close close ->
                        session.close(new CloseStatus(close.code(), close.reason()));
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("socket {} takes no more: {}", session.getId(), e.toString());
            close();
            return false;
        }
    }

    private void close() {
        try {
            session.close(CloseStatus.SERVICE_OVERLOAD);
        } catch (IOException | RuntimeException e) {
            LOG.debug("socket {} is closed already: {}", session.getId(), e.toString());
        }
    }
}
