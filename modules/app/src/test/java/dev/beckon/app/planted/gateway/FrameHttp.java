package dev.beckon.app.planted.gateway;

import org.springframework.web.socket.WebSocketSession;

/** WebSocket outside …Socket. */
record FrameHttp(WebSocketSession session) {}
