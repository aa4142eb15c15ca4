package dev.beckon.tracking;

import java.util.ArrayList;
import java.util.List;

/** The orders that one driver has. */
record Followed(List<Held> orders) {

    static final Followed NOTHING = new Followed(List.of());

    Followed {
        orders = List.copyOf(orders);
    }

    Followed without(Holding holding) {
        return new Followed(
                orders.stream()
                        .filter(held -> !held.holding().orderId().equals(holding.orderId()))
                        .toList());
    }

    Followed with(Holding holding) {
        var all = new ArrayList<Held>();
        boolean known = false;
        for (var held : orders) {
            boolean same = held.holding().orderId().equals(holding.orderId());
            known |= same;
            all.add(same ? held.with(holding) : held);
        }
        if (!known) {
            all.add(Held.of(holding));
        }
        return new Followed(all);
    }
}
