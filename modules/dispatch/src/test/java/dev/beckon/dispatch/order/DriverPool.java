package dev.beckon.dispatch.order;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The simulation's model of who holds which driver, with fencing tokens that grow. */
final class DriverPool {

    /** Which order holds a driver. */
    record Hold(OrderId orderId, long token) {}

    private final List<DriverId> drivers = new ArrayList<>();
    private final Map<DriverId, Hold> holds = new LinkedHashMap<>();
    private final Map<DriverId, Long> tokens = new LinkedHashMap<>();
    private final Set<DriverId> away = new HashSet<>();

    DriverPool(int size) {
        for (int i = 0; i < size; i++) {
            drivers.add(new DriverId(Story.uuid("d" + i)));
        }
    }

    List<DriverId> all() {
        return drivers;
    }

    List<DriverId> candidates(Set<DriverId> excluded) {
        return drivers.stream()
                .filter(driver -> !holds.containsKey(driver))
                .filter(driver -> !away.contains(driver))
                .filter(driver -> !excluded.contains(driver))
                .toList();
    }

    long claim(DriverId driver, OrderId order) {
        long token = tokens.merge(driver, 1L, Long::sum);
        var before = holds.put(driver, new Hold(order, token));
        if (before != null) {
            throw new AssertionError(driver + " is claimed while held by " + before);
        }
        return token;
    }

    void release(@Nullable DriverId driver, @Nullable Long token, OrderId order) {
        if (driver == null || token == null) {
            return;
        }
        var hold = holds.get(driver);
        if (!new Hold(order, token).equals(hold)) {
            throw new AssertionError(
                    "%s is released by %s with token %d, but the hold is %s"
                            .formatted(driver, order, token, hold));
        }
        holds.remove(driver);
    }

    void leaves(DriverId driver) {
        away.add(driver);
    }

    void returns(DriverId driver) {
        away.remove(driver);
    }

    Map<DriverId, Hold> holds() {
        return holds;
    }
}
