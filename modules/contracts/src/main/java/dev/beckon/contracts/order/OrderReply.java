package dev.beckon.contracts.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a fact that changed nothing.
 *
 * @param ref what the client called its command
 * @param reason why it was refused; absent where the order was already as asked
 * @param version of the order that the fact was judged against; 0 where there is no such order
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public record OrderReply(
        FactId factId,
        OrderId orderId,
        Instant at,
        @Nullable String ref,
        Outcome outcome,
        @Nullable Refusal reason,
        long version) {

    /** How a fact that changed nothing was judged. */
    public enum Outcome {
        /** The order was already as asked: a success, as the first time. */
        UNCHANGED,
        REFUSED
    }
}
