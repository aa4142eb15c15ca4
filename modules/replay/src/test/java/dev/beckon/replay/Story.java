package dev.beckon.replay;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The records of the three topics, in the order in which they were written. */
final class Story {

    static final Instant NOW = Instant.parse("2026-03-07T20:00:00Z");

    final List<OrderFact> facts = new ArrayList<>();
    final List<OrderEvent> events = new ArrayList<>();
    final List<OrderStatus> statuses = new ArrayList<>();

    Story copy() {
        var copy = new Story();
        copy.facts.addAll(facts);
        copy.events.addAll(events);
        copy.statuses.addAll(statuses);
        return copy;
    }

    /** Takes a record out; says which offset it had. */
    int dropEvent(Predicate<OrderEvent> which) {
        int at = find(which);
        events.remove(at);
        return at;
    }

    /** Puts another record in the place of one. */
    int changeEvent(Predicate<OrderEvent> which, UnaryOperator<OrderEvent> change) {
        int at = find(which);
        events.set(at, change.apply(events.get(at)));
        return at;
    }

    int find(Predicate<OrderEvent> which) {
        for (int i = 0; i < events.size(); i++) {
            if (which.test(events.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such event");
    }

    /** Changes nothing but the status of the highest version. */
    int changeStatus(OrderId order, UnaryOperator<OrderStatus> change) {
        int at = -1;
        for (int i = 0; i < statuses.size(); i++) {
            if (statuses.get(i).orderId().equals(order)) {
                at = i;
            }
        }
        statuses.set(at, change.apply(statuses.get(at)));
        return at;
    }

    /** Feeds an audit, each topic in one partition, and each offset the index in its list. */
    Audit into(Audit audit) {
        for (int i = 0; i < facts.size(); i++) {
            audit.fact(new Origin(Topics.ORDER_INTAKE.name(), 0, i), facts.get(i));
        }
        for (int i = 0; i < events.size(); i++) {
            audit.event(event(i), events.get(i).at().toEpochMilli(), events.get(i));
        }
        for (int i = 0; i < statuses.size(); i++) {
            audit.status(new Origin(Topics.ORDER_STATUS.name(), 0, i), statuses.get(i));
        }
        return audit;
    }

    AuditReport audit() {
        var audit = into(new Audit(NOW, false));
        audit.seal();
        return audit.report(0);
    }

    static Origin event(int offset) {
        return new Origin(Topics.ORDER_EVENTS.name(), 0, offset);
    }

    static Origin status(int offset) {
        return new Origin(Topics.ORDER_STATUS.name(), 0, offset);
    }

    static Origin fact(int offset) {
        return new Origin(Topics.ORDER_INTAKE.name(), 0, offset);
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
