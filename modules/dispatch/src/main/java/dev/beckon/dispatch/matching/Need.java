package dev.beckon.dispatch.matching;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import java.util.List;

/** An order that needs a driver, and who could take it. */
public record Need(OrderId orderId, List<Candidate> candidates) {

    public Need {
        candidates = List.copyOf(candidates);
    }
}
