package dev.beckon.dispatch.edge;

import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.platform.kafka.Received;
import java.util.List;

/** Hears of decisions where everybody does: on the topics of status and replies. */
record DecisionsKafka(Decisions decisions) {

    void onStatuses(List<Received<OrderStatus>> statuses) {
        // Who waits did so before the fact was produced.
        if (decisions.waiting() == 0) {
            return;
        }
        for (var received : statuses) {
            var causes = received.header("ce_causes");
            if (causes == null || causes.isEmpty() || received.tombstone()) {
                continue;
            }
            for (var cause : causes.split(",", -1)) {
                var fact = FactId.of(cause);
                if (decisions.expects(fact)) {
                    decisions.decided(fact, new Decisions.Decision.Done(received.value()));
                }
            }
        }
    }

    void onReplies(List<Received<OrderReply>> replies) {
        if (decisions.waiting() == 0) {
            return;
        }
        for (var received : replies) {
            var id = received.header("ce_id");
            if (id != null && decisions.expects(FactId.of(id))) {
                var reply = received.value();
                decisions.decided(reply.factId(), new Decisions.Decision.Told(reply));
            }
        }
    }
}
