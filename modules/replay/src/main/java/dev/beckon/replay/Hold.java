package dev.beckon.replay;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.topic.Topics;

/** A driver held for an order under a token: from the offer to the release. */
final class Hold {

    /** A record that was published later than this tells nothing about when its round was over. */
    private static final long LONGEST_ROUND_MS = 10_000;

    private static final long OPEN = Long.MAX_VALUE;

    final DriverId driverId;
    final OrderId orderId;
    final OfferId offerId;
    final long token;
    private final long fromMs;
    private final long certainFromMs;
    private final long made;
    private long untilMs = OPEN;
    private long released;

    /**
     * @param made packed origin of the offer
     * @param publishedMs the record's time
     */
    Hold(OfferMade offer, long made, long publishedMs) {
        driverId = offer.driverId();
        orderId = offer.orderId();
        offerId = offer.offerId();
        token = offer.token();
        this.made = made;
        fromMs = offer.at().toEpochMilli();
        long roundMs = publishedMs - fromMs;
        certainFromMs = roundMs >= 0 && roundMs <= LONGEST_ROUND_MS ? publishedMs : fromMs;
    }

    void release(OrderEvent event, long released) {
        if (open()) {
            untilMs = event.at().toEpochMilli();
            this.released = released;
        }
    }

    boolean open() {
        return untilMs == OPEN;
    }

    /** Whether this, which has the higher token, was made before the other one. */
    boolean madeBefore(Hold lower) {
        return certainFromMs < lower.fromMs;
    }

    /** Whether the other one, which has the lower token, ended after this had begun. */
    boolean overlaps(Hold lower) {
        return !lower.open() && certainFromMs < lower.untilMs;
    }

    /** Whether it is known to end, and after the other one or as the only one. */
    boolean endsAfter(Hold other) {
        return !open() && (other.open() || untilMs > other.untilMs);
    }

    Origin made() {
        return Origin.of(Topics.ORDER_EVENTS, made);
    }

    /** The last record that is known of it. */
    Origin last() {
        return open() ? made() : Origin.of(Topics.ORDER_EVENTS, released);
    }

    @Override
    public String toString() {
        return "order %s under token %d".formatted(orderId, token);
    }
}
