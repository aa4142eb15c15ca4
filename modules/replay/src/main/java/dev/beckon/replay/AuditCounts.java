package dev.beckon.replay;

import dev.beckon.contracts.order.OrderState;
import java.util.Map;

/**
 * How much the audit saw.
 *
 * @param records read from all topics
 * @param orders acknowledged
 * @param open without an outcome yet
 * @param outcomes of the others
 * @param delivered of those
 * @param sawArriving of the delivered, those whose driver was arriving exactly once
 * @param sawArrived of the delivered, those whose driver arrived exactly once
 * @param holds of drivers, from an offer to the release
 * @param duplicates events that were published more than once
 * @param deadLetters unreadable records that were put aside as they should
 * @param inFlight orders that moved on while the audit read, and whose status was not compared
 * @param left orders that the database had further than the topics, and that moved on before they
 *     could be compared
 */
public record AuditCounts(
        long records,
        long facts,
        long events,
        long statuses,
        long orders,
        long open,
        Map<OrderState, Long> outcomes,
        long delivered,
        long sawArriving,
        long sawArrived,
        long offers,
        long drivers,
        long holds,
        long duplicates,
        long deadLetters,
        long inFlight,
        long left) {

    public AuditCounts {
        outcomes = Map.copyOf(outcomes);
    }
}
