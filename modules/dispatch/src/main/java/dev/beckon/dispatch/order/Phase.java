package dev.beckon.dispatch.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to an order next: each phase holds what only it needs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Phase {

    /** It exists; its first search starts in the same breath. */
    record Placed() implements Phase {}

    /**
     * A driver is looked for, or asked.
     *
     * @param deadline when the search is given up, an open offer aside
     * @param attempt how often this search has found nobody
     * @param nextAt when a waiting search goes on; absent while it does not wait
     */
    record Searching(Instant deadline, int attempt, @Nullable Instant nextAt) implements Phase {}

    /** A driver has it. */
    record Assigned(Step step, OrderStatus.Assignment assignment) implements Phase {}

    /**
     * Nothing can happen to it any more.
     *
     * @param assignment who had it at the end, where somebody had
     */
    record Ended(
            OrderState state,
            OrderStatus.Ending ending,
            OrderStatus.@Nullable Assignment assignment)
            implements Phase {

        public Ended {
            if (!state.ended()) {
                throw new IllegalArgumentException(state + " is not an end");
            }
        }
    }

    /** How far the driver has come; later steps may be taken without the earlier ones. */
    enum Step {
        ACCEPTED(OrderState.ACCEPTED),
        ARRIVING(OrderState.ARRIVING),
        ARRIVED(OrderState.ARRIVED),
        PICKED_UP(OrderState.PICKED_UP);

        private final OrderState state;

        Step(OrderState state) {
            this.state = state;
        }

        OrderState state() {
            return state;
        }
    }
}
