package dev.beckon.gateway;

import dev.beckon.contracts.socket.ServerMessage;
import java.util.Set;
import java.util.UUID;

/** One message, and the users it is for. */
record Push(Set<UUID> to, ServerMessage message) {

    Push {
        to = Set.copyOf(to);
    }
}
