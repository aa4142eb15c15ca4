package dev.beckon.dispatch.round;

import dev.beckon.contracts.order.OrderFact;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way through a round, and where on the intake it stands.
 *
 * @param fact null for a record that is skipped, because it has gone to the dead letters
 */
record Intake(int partition, long offset, @Nullable OrderFact fact) {

    Intake skipped() {
        return new Intake(partition, offset, null);
    }
}
