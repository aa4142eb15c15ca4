package dev.beckon.gateway;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.contracts.socket.ServerMessage.OfferClosedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the users concerned must be told when an order goes from one status to a later one. Versions
 * may lie between: then it is told what they must know of the present.
 */
final class Changes {

    private final Views views;
    private final @Nullable OrderStatus before;
    private final OrderStatus after;
    private final List<Push> pushes = new ArrayList<>();

    private Changes(Views views, @Nullable OrderStatus before, OrderStatus after) {
        this.views = views;
        this.before = before;
        this.after = after;
    }

    /**
     * @param before what was told last; null if nothing was
     */
    static List<Push> between(Views views, @Nullable OrderStatus before, OrderStatus after) {
        var changes = new Changes(views, before, after);
        changes.offersClosed();
        changes.losses();
        changes.placed();
        changes.offersMade();
        changes.searching();
        changes.accepted();
        changes.state();
        return changes.pushes;
    }

    private void offersClosed() {
        if (before == null) {
            return;
        }
        for (var old : before.offers()) {
            var offer = find(after, old.offerId());
            if (offer == null || !old.state().live() || offer.state().live() || kept(offer)) {
                continue;
            }
            tell(
                    offer.driverId().value(),
                    new ServerMessage.OfferClosed(
                            after.at(),
                            after.orderId(),
                            after.version(),
                            offer.offerId(),
                            reason(offer)));
        }
    }

    /** Accepted, and the order is still that driver's. */
    private boolean kept(OrderStatus.Offer offer) {
        return offer.state() == OfferState.ACCEPTED && !Views.isLost(after, offer);
    }

    private OfferClosedReason reason(OrderStatus.Offer offer) {
        return switch (offer.state()) {
            case EXPIRED -> OfferClosedReason.EXPIRED;
            case WITHDRAWN -> {
                if (after.assignment() != null) {
                    yield OfferClosedReason.TAKEN;
                }
                yield after.state() == OrderState.CANCELLED
                        ? OfferClosedReason.CANCELLED
                        : OfferClosedReason.WITHDRAWN;
            }
            case OPEN, RECEIVED, ACCEPTED, DECLINED, UNDELIVERED -> OfferClosedReason.WITHDRAWN;
        };
    }

    /** A driver had the order, or accepted it meanwhile, and has it no longer. */
    private void losses() {
        for (var offer : after.offers()) {
            var old = before == null ? null : find(before, offer.offerId());
            boolean knew =
                    old != null
                            && (old.state().live()
                                    || old.state() == OfferState.ACCEPTED
                                            && !Views.isLost(Objects.requireNonNull(before), old));
            if (knew
                    && Views.isLost(after, offer)
                    && !Views.isDriver(after, offer.driverId().value())) {
                tell(
                        offer.driverId().value(),
                        new ServerMessage.OrderCancelled(
                                after.at(),
                                after.orderId(),
                                after.version(),
                                ActorRole.SYSTEM,
                                Views.LOST));
            }
        }
    }

    private void placed() {
        if (before == null) {
            tell(
                    customer(),
                    new ServerMessage.OrderPlaced(
                            after.at(), after.orderId(), after.version(), views.whole(after)));
        }
    }

    private void offersMade() {
        for (var offer : after.offers()) {
            var old = before == null ? null : find(before, offer.offerId());
            if (offer.state().live()
                    && (old == null || !old.expiresAt().equals(offer.expiresAt()))) {
                tell(offer.driverId().value(), views.offer(after, offer));
            }
        }
    }

    private void searching() {
        if (searches(after)
                && (before == null
                        || !searches(before)
                        || before.attempt() != after.attempt()
                        || !Objects.equals(before.nextAt(), after.nextAt()))) {
            tell(
                    customer(),
                    new ServerMessage.Searching(
                            after.at(),
                            after.orderId(),
                            after.version(),
                            after.attempt(),
                            after.nextAt()));
        }
    }

    private void accepted() {
        var assignment = after.assignment();
        if (assignment == null || !newlyAssigned()) {
            return;
        }
        var order = views.whole(after);
        tellParties(
                new ServerMessage.OrderAccepted(
                        after.at(),
                        after.orderId(),
                        after.version(),
                        order.driver() == null
                                ? OrderView.Driver.of(assignment.driverId(), null)
                                : order.driver(),
                        assignment.etaS(),
                        order));
    }

    private void state() {
        var old = before == null ? null : before.state();
        var at = after.at();
        var id = after.orderId();
        var version = after.version();
        var assignment = after.assignment();
        if (after.state() == old && !newlyAssigned()) {
            if (after.state() == OrderState.ARRIVING && assignment != null && etaChanged()) {
                tellParties(new ServerMessage.DriverArriving(at, id, version, assignment.etaS()));
            }
            return;
        }
        switch (after.state()) {
            // Told by placed, searching and accepted.
            case PLACED, SEARCHING, OFFERED, ACCEPTED -> {}
            case ARRIVING ->
                    tellParties(
                            new ServerMessage.DriverArriving(
                                    at, id, version, assignment == null ? 0 : assignment.etaS()));
            case ARRIVED -> tellParties(new ServerMessage.DriverArrived(at, id, version));
            case PICKED_UP -> tellParties(new ServerMessage.OrderPickedUp(at, id, version));
            case DELIVERED -> tellParties(new ServerMessage.OrderDelivered(at, id, version));
            case CANCELLED -> {
                var ending = after.ending();
                tellParties(
                        new ServerMessage.OrderCancelled(
                                at,
                                id,
                                version,
                                ending == null ? ActorRole.SYSTEM : ending.by(),
                                ending == null ? null : ending.reason()));
            }
            case NO_DRIVER_FOUND -> tellParties(new ServerMessage.NoDriverFound(at, id, version));
        }
    }

    private boolean newlyAssigned() {
        var now = after.assignment();
        var then = before == null ? null : before.assignment();
        return now != null && (then == null || !then.offerId().equals(now.offerId()));
    }

    private boolean etaChanged() {
        var now = after.assignment();
        var then = before == null ? null : before.assignment();
        return now != null && then != null && now.etaS() != then.etaS();
    }

    private static boolean searches(OrderStatus status) {
        return status.state() == OrderState.SEARCHING || status.state() == OrderState.OFFERED;
    }

    private static OrderStatus.@Nullable Offer find(OrderStatus status, OfferId offerId) {
        for (var offer : status.offers()) {
            if (offer.offerId().equals(offerId)) {
                return offer;
            }
        }
        return null;
    }

    private UUID customer() {
        return after.customerId().value();
    }

    private void tell(UUID user, ServerMessage message) {
        pushes.add(new Push(Set.of(user), message));
    }

    /** The customer, and whoever has the order. */
    private void tellParties(ServerMessage message) {
        var assignment = after.assignment();
        pushes.add(
                new Push(
                        assignment == null
                                ? Set.of(customer())
                                : Set.of(customer(), assignment.driverId().value()),
                        message));
    }
}
