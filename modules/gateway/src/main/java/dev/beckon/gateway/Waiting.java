package dev.beckon.gateway;

import dev.beckon.contracts.id.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** What waits for offers that the log may bring in a moment. Its owner holds its own lock. */
final class Waiting<T> {

    /** For one user; an offer that was told by a node ahead of this one needs two. */
    static final int MOST = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<UUID, List<Entry<T>>> byUser = new HashMap<>();

    private record Entry<T>(OfferId offer, Instant until, T what) {}

    /** Whether it waits: not, if too much of that user's does. */
    boolean add(UUID user, OfferId offer, Instant now, T what) {
        var entries = byUser.computeIfAbsent(user, _ -> new ArrayList<>());
        if (entries.size() >= MOST) {
            return false;
        }
        return entries.add(new Entry<>(offer, now.plus(PATIENCE), what));
    }

    /** What the user's offer was waited for with. */
    List<T> take(OfferId offer, UUID user) {
        return take(user, one -> one.offer().equals(offer));
    }

    /** What has waited in vain. */
    List<T> takeLate(Instant now) {
        return List.copyOf(byUser.keySet()).stream()
                .flatMap(user -> take(user, one -> one.until().isBefore(now)).stream())
                .toList();
    }

    private List<T> take(UUID user, Predicate<Entry<T>> which) {
        var entries = byUser.getOrDefault(user, List.of());
        var taken = entries.stream().filter(which).toList();
        if (taken.size() == entries.size()) {
            byUser.remove(user);
        } else {
            entries.removeIf(which);
        }
        return taken.stream().map(Entry::what).toList();
    }
}
