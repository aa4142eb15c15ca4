package dev.beckon.dispatch.order;

import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fact.
 *
 * @param events to be applied in this order
 * @param reply to whom asked, where nothing changed
 * @param wantsDriver whether a driver is to be looked for now. A later fact of the same round may
 *     overtake it: look only for orders that are {@code SEARCHING} when all facts are folded
 */
public record Decision(List<OrderEvent> events, @Nullable OrderReply reply, boolean wantsDriver) {

    public Decision {
        events = List.copyOf(events);
    }
}
