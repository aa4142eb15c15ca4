package dev.beckon.replay;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
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
import dev.beckon.contracts.order.OrderEvent.Release;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the audit keeps of one order's events: all that the core would know while the order is open,
 * a few numbers once it has ended. Judges each event as it comes.
 */
final class OrderTrail {

    private static final int[] NONE = {};

    final OrderId orderId;
    private final Breaches breaches;

    private int[] hashes = NONE;
    private long version;
    private long atMs = Long.MIN_VALUE;
    private long last;

    private boolean broken;
    private boolean ended;
    private @Nullable Order order;
    private @Nullable Picture end;

    private List<Asked> asked = new ArrayList<>(1);
    private @Nullable Hold holder;

    /** How often the present holder, or the one at the end, was arriving and arrived. */
    private int arriving;

    private int arrived;

    /** An offer, and where it stands. */
    private static final class Asked {

        private final Hold hold;
        private OfferState state = OfferState.OPEN;

        private Asked(Hold hold) {
            this.hold = hold;
        }
    }

    OrderTrail(OrderId orderId, Breaches breaches) {
        this.orderId = orderId;
        this.breaches = breaches;
    }

    /** The highest version that events brought; 0 before the first. */
    long version() {
        return version;
    }

    long atMs() {
        return atMs;
    }

    boolean ended() {
        return ended;
    }

    boolean sawArriving() {
        return arriving == 1;
    }

    boolean sawArrived() {
        return arrived == 1;
    }

    /** The record of the highest version. */
    Origin last() {
        return Origin.of(Topics.ORDER_EVENTS, last);
    }

    /** What the core makes of the events; null where it cannot. */
    @Nullable Picture picture() {
        if (end != null) {
            return end;
        }
        return order == null ? null : Picture.of(order);
    }

    /** Whether this version's event was this one; versions are those that have been seen. */
    boolean has(long version, OrderEvent event) {
        return has(version, event.hashCode());
    }

    boolean has(long version, int eventHash) {
        return hashes[(int) version - 1] == eventHash;
    }

    String about() {
        return "order " + orderId;
    }

    /**
     * Takes the next event.
     *
     * @return the hold that it begins, where it is an offer
     */
    @Nullable Hold add(OrderEvent event, long position, long publishedMs) {
        number(event, position);
        if (event.at().toEpochMilli() < atMs) {
            breach(Rule.TIMES, event, position, "comes before its predecessor");
        }
        atMs = Math.max(atMs, event.at().toEpochMilli());
        last = position;
        if (ended) {
            breach(Rule.ENDS, event, position, "follows the order's end");
            return null;
        }
        var began = judge(event, position, publishedMs);
        fold(event, position);
        if (event instanceof OrderDelivered
                || event instanceof OrderCancelled
                || event instanceof NoDriverFound) {
            end(event, position);
        }
        return began;
    }

    private void number(OrderEvent event, long position) {
        if (event.version() != version + 1) {
            breach(Rule.VERSIONS, event, position, "follows version " + version);
            // What is missing would show up in every other rule once more.
            broken = true;
            order = null;
        }
        version = event.version();
        if (version > hashes.length) {
            hashes = Arrays.copyOf(hashes, (int) Math.max(version, hashes.length + 4L));
        }
        hashes[(int) version - 1] = event.hashCode();
    }

    private void fold(OrderEvent event, long position) {
        if (broken) {
            return;
        }
        try {
            order = Orders.apply(order, event);
        } catch (IllegalArgumentException e) {
            breach(Rule.FOLD, event, position, "cannot be folded: " + e.getMessage());
            broken = true;
            order = null;
        }
    }

    private void end(OrderEvent event, long position) {
        ended = true;
        for (var offer : asked) {
            if (offer.state.live()) {
                flaw(Rule.OFFERS, event, position, "leaves an offer without an end", offer.hold);
            }
        }
        if (order != null) {
            end = Picture.of(order);
            order = null;
        }
        hashes = Arrays.copyOf(hashes, (int) version);
        asked = List.of();
    }

    private @Nullable Hold judge(OrderEvent event, long position, long publishedMs) {
        switch (event) {
            case OrderOpened _ -> {}
            case SearchStarted _, SearchWaiting _, NoDriverFound _ ->
                    nobodyHas(event, position, "comes while a driver has the order");
            case OfferMade e -> {
                return made(e, position, publishedMs);
            }
            case OfferConfirmed e -> {
                var offer = live(e.offerId(), e, position);
                if (offer != null) {
                    offer.state = OfferState.RECEIVED;
                }
            }
            case OfferClosed e -> closed(e, position);
            case OrderAccepted e -> accepted(e, position);
            case OrderArriving e -> {
                hasIt(e.driverId(), e, position);
                arriving++;
                once(arriving, e, position);
            }
            case OrderArrived e -> {
                hasIt(e.driverId(), e, position);
                arrived++;
                once(arrived, e, position);
            }
            case OrderPickedUp e -> hasIt(e.driverId(), e, position);
            case DriverWentSilent e -> hasIt(e.driverId(), e, position);
            case OrderDelivered e -> releases(e, position);
            case OrderReleased e -> releases(e, position);
            case OrderCancelled e -> {
                if (e.token() == null) {
                    nobodyHas(e, position, "does not name the driver who has the order");
                } else {
                    releases(e, position);
                }
            }
        }
        return null;
    }

    private Hold made(OfferMade e, long position, long publishedMs) {
        nobodyHas(e, position, "asks another driver while one has the order");
        for (var offer : asked) {
            if (offer.hold.offerId.equals(e.offerId())) {
                flaw(Rule.OFFERS, e, position, "makes an offer for the second time", offer.hold);
            }
        }
        var hold = new Hold(e, position, publishedMs);
        asked.add(new Asked(hold));
        return hold;
    }

    private void closed(OfferClosed e, long position) {
        if (e.end().live() || e.end() == OfferState.ACCEPTED) {
            breach(Rule.OFFERS, e, position, e.end() + " does not end an offer");
        }
        var offer = live(e.offerId(), e, position);
        if (offer != null) {
            offer.state = e.end();
            release(offer.hold, e, position);
        }
    }

    private void accepted(OrderAccepted e, long position) {
        nobodyHas(e, position, "comes while the order is accepted already");
        var offer = live(e.offerId(), e, position);
        if (offer == null) {
            return;
        }
        offer.state = OfferState.ACCEPTED;
        for (var other : asked) {
            if (other.state.live()) {
                flaw(Rule.DRIVERS, e, position, "comes while another driver is asked", other.hold);
            }
        }
        match(offer.hold, e.driverId(), e.token(), e, position);
        holder = offer.hold;
        arriving = 0;
        arrived = 0;
    }

    private void releases(Release e, long position) {
        if (holder == null) {
            if (!broken) {
                breach(Rule.TOKENS, e, position, "releases a driver, and none has the order");
            }
            return;
        }
        release(holder, e, position);
        holder = null;
    }

    private void release(Hold hold, Release e, long position) {
        match(hold, e.driverId(), e.token(), e, position);
        hold.release(e, position);
    }

    private void match(
            Hold hold,
            @Nullable DriverId driverId,
            @Nullable Long token,
            OrderEvent event,
            long position) {
        if (!hold.driverId.equals(driverId) || !Objects.equals(hold.token, token)) {
            var sentence =
                    "names driver %s and token %s, not driver %s and token %d of its offer"
                            .formatted(driverId, token, hold.driverId, hold.token);
            flaw(Rule.TOKENS, event, position, sentence, hold);
        }
    }

    private void nobodyHas(OrderEvent event, long position, String sentence) {
        if (holder != null) {
            flaw(Rule.DRIVERS, event, position, sentence, holder);
        }
    }

    private void hasIt(DriverId driverId, OrderEvent event, long position) {
        if (!broken && (holder == null || !holder.driverId.equals(driverId))) {
            breach(
                    Rule.DRIVERS,
                    event,
                    position,
                    "is by driver %s, who does not have the order".formatted(driverId));
        }
    }

    private void once(int times, OrderEvent event, long position) {
        if (times > 1) {
            breach(Rule.ARRIVALS, event, position, "comes again under the same assignment");
        }
    }

    private @Nullable Asked live(OfferId offerId, OrderEvent event, long position) {
        for (var offer : asked) {
            if (offer.hold.offerId.equals(offerId)) {
                boolean repeated =
                        event instanceof OfferConfirmed && offer.state == OfferState.RECEIVED;
                if (offer.state.live() && !repeated) {
                    return offer;
                }
                var sentence = "is about an offer that was %s already".formatted(offer.state);
                flaw(Rule.OFFERS, event, position, sentence, offer.hold);
                return null;
            }
        }
        if (!broken) {
            var sentence = "is about offer %s, which was never made".formatted(offerId);
            breach(Rule.OFFERS, event, position, sentence);
        }
        return null;
    }

    private void flaw(Rule rule, OrderEvent event, long position, String sentence, Hold hold) {
        breaches.add(
                rule,
                about(),
                name(event) + " " + sentence,
                Origin.of(Topics.ORDER_EVENTS, position),
                hold.made());
    }

    private void breach(Rule rule, OrderEvent event, long position, String sentence) {
        breaches.add(
                rule,
                about(),
                name(event) + " " + sentence,
                Origin.of(Topics.ORDER_EVENTS, position));
    }

    private static String name(OrderEvent event) {
        return event.getClass().getSimpleName() + " (version " + event.version() + ")";
    }

    /** A state and a fingerprint of all that a status says beside the time and the facts. */
    record Picture(OrderState state, int fingerprint) {

        private static Picture of(Order order) {
            return of(order.status(List.of(), order.at()));
        }

        static Picture of(OrderStatus s) {
            var content =
                    Arrays.<@Nullable Object>asList(
                            s.customerId(),
                            s.kind(),
                            s.pickup(),
                            s.dropoff(),
                            s.note(),
                            s.placedAt(),
                            s.deadline(),
                            s.attempt(),
                            s.nextAt(),
                            s.offers(),
                            s.assignment(),
                            s.ending());
            return new Picture(s.state(), content.hashCode());
        }
    }
}
