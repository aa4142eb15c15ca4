package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.DriverWentSilent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferConfirmed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderArrived;
import dev.beckon.contracts.order.OrderEvent.OrderArriving;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderOpened;
import dev.beckon.contracts.order.OrderEvent.OrderPickedUp;
import dev.beckon.contracts.order.OrderEvent.OrderReleased;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus.Assignment;
import dev.beckon.contracts.order.OrderStatus.Ending;
import dev.beckon.dispatch.order.Phase.Assigned;
import dev.beckon.dispatch.order.Phase.Ended;
import dev.beckon.dispatch.order.Phase.Placed;
import dev.beckon.dispatch.order.Phase.Searching;
import dev.beckon.dispatch.order.Phase.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one way from an event to the order's next state, live and in replay. */
final class Fold {

    private Fold() {}

    static Order apply(@Nullable Order order, OrderEvent event) {
        long expected = order == null ? 1 : order.version() + 1;
        if (event.version() != expected) {
            throw new IllegalArgumentException(
                    "Order %s: version %d cannot follow %d"
                            .formatted(event.orderId(), event.version(), expected - 1));
        }
        if (order == null) {
            if (event instanceof OrderOpened opened) {
                return opened(opened);
            }
            throw new IllegalArgumentException(
                    "Order %s does not start with an OrderOpened".formatted(event.orderId()));
        }
        if (!order.id().equals(event.orderId())) {
            throw new IllegalArgumentException(
                    "Order %s cannot take an event of %s".formatted(order.id(), event.orderId()));
        }
        return switch (event) {
            case OrderOpened _ ->
                    throw new IllegalArgumentException(
                            "Order %s is open already".formatted(order.id()));
            case SearchStarted e ->
                    next(
                            order,
                            e,
                            e.search(),
                            order.losses(),
                            new Searching(e.deadline(), 0, null),
                            order.offers());
            case SearchWaiting e ->
                    in(
                            order,
                            e,
                            new Searching(searching(order).deadline(), e.attempt(), e.nextAt()));
            case OfferMade e -> offerMade(order, e);
            case OfferConfirmed e ->
                    offer(
                            order,
                            e,
                            e.offerId(),
                            offer -> offer.received(OfferState.RECEIVED, e.expiresAt()));
            case OfferClosed e -> offer(order, e, e.offerId(), offer -> offer.in(e.end()));
            case OrderAccepted e -> accepted(order, e);
            case OrderArriving e ->
                    in(order, e, new Assigned(Step.ARRIVING, told(holder(order), e.etaS())));
            case OrderArrived e -> in(order, e, new Assigned(Step.ARRIVED, holder(order)));
            case OrderPickedUp e -> in(order, e, new Assigned(Step.PICKED_UP, holder(order)));
            case OrderDelivered e -> ended(order, e, OrderState.DELIVERED, e.actor().role(), null);
            case OrderReleased e ->
                    next(
                            order,
                            e,
                            order.search(),
                            order.losses() + (e.reason() == ReleaseCause.REASSIGNED ? 0 : 1),
                            new Searching(e.at(), 0, null),
                            replaced(
                                    order,
                                    holder(order).offerId(),
                                    offer -> offer.released(e.reason())));
            case OrderCancelled e -> ended(order, e, OrderState.CANCELLED, e.by(), e.reason());
            case NoDriverFound e ->
                    ended(order, e, OrderState.NO_DRIVER_FOUND, ActorRole.SYSTEM, null);
            case DriverWentSilent e ->
                    in(order, e, new Assigned(assigned(order).step(), silent(holder(order), true)));
        };
    }

    private static Order opened(OrderOpened e) {
        return new Order(
                e.orderId(),
                e.version(),
                e.at(),
                e.customerId(),
                e.kind(),
                e.pickup(),
                e.dropoff(),
                e.note(),
                e.placedAt(),
                0,
                0,
                new Placed(),
                List.of());
    }

    private static Order offerMade(Order order, OfferMade e) {
        var offers = new ArrayList<>(order.offers());
        offers.add(
                new Offer(
                        e.offerId(),
                        e.driverId(),
                        e.assignmentId(),
                        e.token(),
                        e.distanceM(),
                        e.etaS(),
                        OfferState.OPEN,
                        e.at(),
                        e.receiptBy(),
                        e.expiresAt(),
                        null));
        var searching = searching(order);
        var asking = new Searching(searching.deadline(), searching.attempt(), null);
        return next(order, e, order.search(), order.losses(), asking, offers);
    }

    private static Order accepted(Order order, OrderAccepted e) {
        var assignment = new Assignment(e.driverId(), e.offerId(), e.token(), e.etaS(), false);
        return next(
                order,
                e,
                order.search(),
                order.losses(),
                new Assigned(Step.ACCEPTED, assignment),
                replaced(order, e.offerId(), offer -> offer.in(OfferState.ACCEPTED)));
    }

    private static Order ended(
            Order order, OrderEvent e, OrderState state, ActorRole by, @Nullable String reason) {
        var had = order.assignment();
        return in(
                order,
                e,
                new Ended(
                        state,
                        new Ending(e.at(), by, reason),
                        had == null ? null : silent(had, false)));
    }

    private static Order offer(
            Order order, OrderEvent e, OfferId offerId, UnaryOperator<Offer> change) {
        return next(
                order,
                e,
                order.search(),
                order.losses(),
                order.phase(),
                replaced(order, offerId, change));
    }

    private static Order in(Order order, OrderEvent e, Phase phase) {
        return next(order, e, order.search(), order.losses(), phase, order.offers());
    }

    private static Order next(
            Order order, OrderEvent e, int search, int losses, Phase phase, List<Offer> offers) {
        return new Order(
                order.id(),
                e.version(),
                e.at(),
                order.customerId(),
                order.kind(),
                order.pickup(),
                order.dropoff(),
                order.note(),
                order.placedAt(),
                search,
                losses,
                phase,
                offers);
    }

    private static List<Offer> replaced(Order order, OfferId offerId, UnaryOperator<Offer> change) {
        return order.offers().stream()
                .map(offer -> offer.id().equals(offerId) ? change.apply(offer) : offer)
                .toList();
    }

    private static Searching searching(Order order) {
        if (order.phase() instanceof Searching searching) {
            return searching;
        }
        throw new IllegalArgumentException("Order %s is not searching".formatted(order.id()));
    }

    private static Assigned assigned(Order order) {
        if (order.phase() instanceof Assigned assigned) {
            return assigned;
        }
        throw new IllegalArgumentException("Order %s has no driver".formatted(order.id()));
    }

    private static Assignment holder(Order order) {
        return assigned(order).assignment();
    }

    private static Assignment told(Assignment a, int etaS) {
        return new Assignment(a.driverId(), a.offerId(), a.token(), etaS, a.silent());
    }

    private static Assignment silent(Assignment a, boolean silent) {
        return new Assignment(a.driverId(), a.offerId(), a.token(), a.etaS(), silent);
    }
}
