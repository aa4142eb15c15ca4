package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.order.Order;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders that are under way, as this owner has committed them. As long as its epoch lasts nobody
 * else writes them, so that they need not be read again; in the next epoch another may have.
 */
final class KnownOrders {

    /** Of those that nothing has happened to for the longest, what is more is read again. */
    private static final int MOST = 10_000;

    private record Known(Order order, long epoch) {}

    private final Map<OrderId, Known> orders =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<OrderId, Known> eldest) {
                    return size() > MOST;
                }
            };

    /** Those that a batch is about and that are known. */
    Map<OrderId, Order> of(Collection<Intake> batch, Map<Integer, Stand> stands) {
        var found = new HashMap<OrderId, Order>();
        for (var intake : batch) {
            var stand = stands.get(intake.partition());
            var known = intake.fact() == null ? null : orders.get(intake.fact().orderId());
            if (known != null && stand != null && known.epoch() == stand.epoch()) {
                found.put(known.order().id(), known.order());
            }
        }
        return found;
    }

    /**
     * Once they are committed.
     *
     * @param partitions of each order
     */
    void keep(List<Order> changed, Map<OrderId, Integer> partitions, Map<Integer, Stand> stands) {
        for (var order : changed) {
            var partition = partitions.get(order.id());
            var stand = partition == null ? null : stands.get(partition);
            if (stand == null || order.state().ended()) {
                orders.remove(order.id());
            } else {
                orders.put(order.id(), new Known(order, stand.epoch()));
            }
        }
    }
}
