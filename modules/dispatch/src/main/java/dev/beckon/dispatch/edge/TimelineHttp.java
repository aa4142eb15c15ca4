package dev.beckon.dispatch.edge;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.platform.security.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An order's events as they are shown: nobody but an admin learns of drivers unknown to them. */
final class TimelineHttp {

    /** Whom else the matcher had in view, and the claim. */
    private static final List<String> INNER =
            List.of("candidates", "policy", "token", "assignmentId");

    private static final List<String> OF_A_DRIVER = List.of("driverId", "reason", "detail");

    private static final String ACCEPTED = OrderEvent.OrderAccepted.class.getSimpleName();

    private TimelineHttp() {}

    /**
     * @param events all of the order's
     */
    static List<JsonNode> seenBy(Caller caller, List<JsonNode> events) {
        if (caller.role() == ActorRole.ADMIN) {
            return events;
        }
        var known = known(caller, events);
        events.forEach(event -> hide((ObjectNode) event, known));
        return events;
    }

    /** A driver knows of no other; a customer knows those who had the order. */
    private static Set<String> known(Caller caller, List<JsonNode> events) {
        var known = new HashSet<String>();
        known.add(caller.id().toString());
        if (caller.role() == ActorRole.CUSTOMER) {
            events.stream()
                    .filter(event -> text(event, "type").equals(ACCEPTED))
                    .forEach(event -> known.add(text(event, "driverId")));
        }
        return known;
    }

    private static void hide(ObjectNode event, Set<String> known) {
        event.remove(INNER);
        var driver = text(event, "driverId");
        if (!driver.isEmpty() && !known.contains(driver)) {
            event.remove(OF_A_DRIVER);
        }
        if (event.get("actor") instanceof ObjectNode actor
                && text(actor, "role").equals(ActorRole.DRIVER.name())
                && !known.contains(text(actor, "id"))) {
            actor.remove("id");
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
