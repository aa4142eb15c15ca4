package dev.beckon.gateway;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is connected to this node. */
final class Clients {

    private final Map<UUID, List<Client>> byUser = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    void add(Client client) {
        byUser.merge(
                client.user(),
                List.of(client),
                (old, one) -> Stream.concat(old.stream(), one.stream()).toList());
    }

    /** Whether it was the user's last one here; says so once. */
    boolean remove(Client client) {
        boolean last = without(client);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return last;
    }

    private boolean without(Client client) {
        boolean[] last = {false};
        byUser.computeIfPresent(
                client.user(),
                (_, old) -> {
                    var left = old.stream().filter(one -> one != client).toList();
                    last[0] = left.isEmpty();
                    return left.isEmpty() ? null : left;
                });
        return last[0];
    }

    List<Client> of(UUID user) {
        return byUser.getOrDefault(user, List.of());
    }

    boolean has(UUID user) {
        return byUser.containsKey(user);
    }

    boolean hasAnyOf(Collection<UUID> users) {
        return users.stream().anyMatch(byUser::containsKey);
    }

    /** The users here who are told what operators are told. */
    Set<UUID> admins() {
        return all().stream()
                .filter(Client::isAdmin)
                .map(Client::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Client> all() {
        return byUser.values().stream().flatMap(List::stream).toList();
    }

    /** Waits for the last one to leave; false if some did not. */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        long leftNs = patience.toNanos();
        lock.lock();
        try {
            while (!byUser.isEmpty() && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            return byUser.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
