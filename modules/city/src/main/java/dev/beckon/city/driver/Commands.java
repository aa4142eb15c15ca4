package dev.beckon.city.driver;

import dev.beckon.contracts.socket.ClientMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands that wait for ACK or REFUSED; what takes too long is said again with the same ref. */
final class Commands {

    private static final long REPEAT_MS = 4_000;

    /** So many times unanswered: it is the connection. */
    private static final int TRIES = 3;

    private final Map<String, Open> open = new LinkedHashMap<>();
    private int number;

    /** Makes a command with a ref of its own. */
    ClientMessage.Command issue(Function<String, ClientMessage.Command> make, long nowMs) {
        String ref = "r" + ++number;
        ClientMessage.Command command = make.apply(ref);
        open.put(ref, new Open(command, nowMs, 1));
        return command;
    }

    /** The command that was answered; null for an answer that came before. */
    ClientMessage.@Nullable Command answered(@Nullable String ref) {
        Open answered = ref == null ? null : open.remove(ref);
        return answered == null ? null : answered.command;
    }

    /** Nothing was decided about it: it is said again, with the same ref. */
    void later(ClientMessage.Command command, long nowMs) {
        if (command.ref() != null) {
            open.put(command.ref(), new Open(command, nowMs, 1));
        }
    }

    /** What is to be said again now. */
    List<ClientMessage> due(long nowMs) {
        List<ClientMessage> due = new ArrayList<>();
        open.replaceAll(
                (_, command) -> {
                    if (nowMs - command.sentMs < REPEAT_MS) {
                        return command;
                    }
                    due.add(command.command);
                    return new Open(command.command, nowMs, command.tries + 1);
                });
        return due;
    }

    /** A new connection: everything is due, and nothing is stuck. */
    void renew(long nowMs) {
        open.replaceAll((_, command) -> new Open(command.command, nowMs - REPEAT_MS, 0));
    }

    boolean stuck() {
        return open.values().stream().anyMatch(command -> command.tries > TRIES);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether something of that type waits for its answer. */
    boolean waiting(Class<? extends ClientMessage.Command> type) {
        return open.values().stream().anyMatch(command -> type.isInstance(command.command));
    }

    private record Open(ClientMessage.Command command, long sentMs, int tries) {}
}
