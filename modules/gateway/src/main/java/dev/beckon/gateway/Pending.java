package dev.beckon.gateway;

import dev.beckon.contracts.id.FactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Commands of this node's clients that are not decided yet. */
final class Pending {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final Map<FactId, Command> commands = new ConcurrentHashMap<>();

    /** Whom to answer, and how they call it. */
    record Command(Client client, @Nullable String ref, Instant at) {}

    /** To be called before the fact is sent, because the decision may come at once. */
    void add(FactId fact, Client client, @Nullable String ref, Instant now) {
        commands.put(fact, new Command(client, ref, now));
    }

    boolean has(FactId fact) {
        return commands.containsKey(fact);
    }

    /** The command, once. */
    @Nullable Command take(FactId fact) {
        return commands.remove(fact);
    }

    int size() {
        return commands.size();
    }

    /** Forgets what will hardly be decided any more. */
    void sweep(Instant now) {
        commands.values().removeIf(command -> command.at().plus(REMEMBERED).isBefore(now));
    }
}
