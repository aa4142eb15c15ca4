package dev.beckon.dispatch.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.beckon.contracts.id.AssignmentId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import java.util.UUID;

/** Ids that follow from what they name, so that deciding twice gives the same ones. */
final class DerivedIds {

    private DerivedIds() {}

    static OfferId offer(OrderId orderId, long version) {
        return new OfferId(uuid("offer", orderId, version));
    }

    static AssignmentId assignment(OrderId orderId, long version) {
        return new AssignmentId(uuid("assignment", orderId, version));
    }

    static FactId undelivered(OfferId offerId) {
        return new FactId(uuid("undelivered", offerId, 0));
    }

    static FactId expired(OfferId offerId) {
        return new FactId(uuid("expired", offerId, 0));
    }

    static FactId retry(OrderId orderId, long version) {
        return new FactId(uuid("retry", orderId, version));
    }

    private static UUID uuid(String what, Record of, long version) {
        return UUID.nameUUIDFromBytes((what + "/" + of + "/" + version).getBytes(UTF_8));
    }
}
