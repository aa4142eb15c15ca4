package dev.beckon.dispatch.round;

import dev.beckon.contracts.order.OrderFact;
import dev.beckon.platform.kafka.Received;
import org.jspecify.annotations.Nullable;

/**
 * A record of the intake on its way through a round.
 *
 * @param fact null for a record that is skipped, because it has gone to the dead letters
 */
record Intake(Received<OrderFact> received, @Nullable OrderFact fact) {

    int partition() {
        return received.raw().partition();
    }

    long offset() {
        return received.raw().offset();
    }

    Intake skipped() {
        return new Intake(received, null);
    }
}
