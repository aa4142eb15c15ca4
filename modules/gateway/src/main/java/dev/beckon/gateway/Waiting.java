package dev.beckon.gateway;

import dev.beckon.contracts.id.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What waits for offers that the log may bring in a moment. Its owner holds its own lock. */
final class Waiting<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Entry<T>> entries = new ArrayList<>();

    private record Entry<T>(UUID user, OfferId offer, Instant until, T what) {}

    void add(UUID user, OfferId offer, Instant now, T what) {
        entries.add(new Entry<>(user, offer, now.plus(PATIENCE), what));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** What the user's offer was waited for with. */
    List<T> take(OfferId offer, UUID user) {
        return take(one -> one.offer().equals(offer) && one.user().equals(user));
    }

    /** What has waited in vain. */
    List<T> takeLate(Instant now) {
        return take(one -> one.until().isBefore(now));
    }

    private List<T> take(Predicate<Entry<T>> which) {
        var taken = entries.stream().filter(which).toList();
        entries.removeAll(taken);
        return taken.stream().map(Entry::what).toList();
    }
}
