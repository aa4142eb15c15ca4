package dev.beckon.gateway;

import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The live orders and those that ended not long ago, by id, by user and by offer. Whoever changes
 * it, or reads it by other than its id, holds the lock of its owner.
 */
final class LiveOrders {

    /** How long an order is remembered after its end. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** Some 200 MB of them: of more, those that ended first are forgotten sooner. */
    static final int MOST = 100_000;

    private final Map<OrderId, LiveOrder> byId = new ConcurrentHashMap<>();
    private final Map<UUID, Set<OrderId>> byUser = new ConcurrentHashMap<>();
    private final Map<OfferId, OrderId> byOffer = new HashMap<>();

    @Nullable LiveOrder find(OrderId id) {
        return byId.get(id);
    }

    void put(LiveOrder order) {
        var earlier = byId.put(order.id(), order);
        if (earlier != null) {
            order.positionsSince(earlier);
            forgetParties(earlier, order.parties());
            forgetOffers(earlier, order.offers());
        }
        order.offers().forEach(offer -> byOffer.put(offer, order.id()));
        for (var user : order.parties()) {
            byUser.computeIfAbsent(user, _ -> new LinkedHashSet<>()).add(order.id());
        }
    }

    void remove(OrderId id) {
        var order = byId.remove(id);
        if (order != null) {
            forgetParties(order, Set.of());
            forgetOffers(order, Set.of());
        }
    }

    /** Whether there is anything of that user's; may be read without the lock. */
    boolean has(UUID user) {
        return byUser.containsKey(user);
    }

    List<LiveOrder> of(UUID user) {
        return byUser.getOrDefault(user, Set.of()).stream().map(byId::get).toList();
    }

    /** May be read without the lock. */
    Collection<LiveOrder> all() {
        return byId.values();
    }

    /** The order that the offer was made for. */
    @Nullable LiveOrder findBy(OfferId offer) {
        var id = byOffer.get(offer);
        return id == null ? null : byId.get(id);
    }

    /** Whether an order ended so long ago that it is no longer told about. */
    static boolean isOver(LiveOrder order, Instant now) {
        // What was published a moment ago has not ended long ago.
        if (order.publishedAt().plus(REMEMBERED).isAfter(now)) {
            return false;
        }
        var ending = order.glance().ending();
        return ending != null && !ending.at().plus(REMEMBERED).isAfter(now);
    }

    static boolean hasEnded(LiveOrder order) {
        return order.glance().ending() != null;
    }

    private void forgetParties(LiveOrder order, Set<UUID> except) {
        for (var user : order.parties()) {
            if (!except.contains(user)) {
                byUser.computeIfPresent(
                        user,
                        (_, orders) -> {
                            orders.remove(order.id());
                            return orders.isEmpty() ? null : orders;
                        });
            }
        }
    }

    private void forgetOffers(LiveOrder order, Set<OfferId> except) {
        for (var offer : order.offers()) {
            if (!except.contains(offer)) {
                byOffer.remove(offer);
            }
        }
    }
}
