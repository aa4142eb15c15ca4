package dev.beckon.tracking;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.tracking.Held.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a driver's orders from where the driver is, and from silence. A fact has the
 * same id whenever it is stated: the fold makes each happen once.
 */
final class Tracker {

    private static final int ARRIVING_S = 120;
    private static final double ARRIVED_M = 50;

    /** Where a driver was longer ago says nothing of where they are, though they are heard. */
    private static final Duration POINT_KEPT = Duration.ofMinutes(5);

    private final Duration silentAfter;
    private final Ways ways;

    Tracker(Duration silentAfter, Ways ways) {
        this.silentAfter = silentAfter;
        this.ways = ways;
    }

    /** What is known of the driver's orders now, and what is to be stated about them. */
    record Outcome(Followed followed, List<OrderFact> facts) {}

    /** The driver was seen somewhere, or has another order. */
    Outcome moved(Followed followed, Seen seen, Instant now) {
        var orders = new ArrayList<Held>();
        var facts = new ArrayList<OrderFact>();
        for (var held : followed.orders()) {
            orders.add(arrivals(held, seen, now, facts));
        }
        return new Outcome(new Followed(orders), facts);
    }

    /**
     * Time has passed.
     *
     * @param listeningSince silence before that is nobody's
     */
    Outcome waited(Followed followed, Seen seen, Instant listeningSince, Instant now) {
        var orders = new ArrayList<Held>();
        var facts = new ArrayList<OrderFact>();
        for (var held : followed.orders()) {
            if (!held.isForgotten(now)) {
                var again = held.told().isEmpty() ? held : arrivals(held, seen, now, facts);
                orders.add(silence(again, seen, listeningSince, now, facts));
            }
        }
        return new Outcome(new Followed(orders), facts);
    }

    /** Whoever is seen at the pickup first was arriving, too: every order sees both, in order. */
    private Held arrivals(Held held, Seen seen, Instant now, List<OrderFact> facts) {
        var holding = held.holding();
        var point = seen.pointSince(now.minus(POINT_KEPT));
        if (point == null || !holding.onTheWay()) {
            return held;
        }
        var result = held;
        boolean there = ways.distanceM().applyAsDouble(point, holding.pickup()) <= ARRIVED_M;
        if (holding.state() == OrderState.ACCEPTED && held.mayTell(Notice.ARRIVING, now)) {
            double etaS = ways.etaS().applyAsDouble(point, holding.pickup());
            if (there || etaS <= ARRIVING_S) {
                facts.add(arriving(holding, (int) Math.round(Math.min(etaS, ARRIVING_S)), now));
                result = result.telling(Notice.ARRIVING, now);
            }
        }
        if (there && held.mayTell(Notice.ARRIVED, now)) {
            facts.add(arrived(holding, now));
            result = result.telling(Notice.ARRIVED, now);
        }
        return result;
    }

    private Held silence(
            Held held, Seen seen, Instant listeningSince, Instant now, List<OrderFact> facts) {
        var holding = held.holding();
        boolean silent =
                isLongAgo(held.since(), now)
                        && isLongAgo(listeningSince, now)
                        && (seen.aliveAt() == null || isLongAgo(seen.aliveAt(), now));
        if (!silent || !holding.held() || holding.silent() || !held.mayTell(Notice.LOST, now)) {
            return held;
        }
        facts.add(lost(holding, now));
        return held.telling(Notice.LOST, now);
    }

    private boolean isLongAgo(@Nullable Instant time, Instant now) {
        return time == null || !time.plus(silentAfter).isAfter(now);
    }

    private static DriverArriving arriving(Holding h, int etaS, Instant now) {
        return new DriverArriving(
                id(Notice.ARRIVING, h), h.orderId(), now, Actor.SYSTEM, null, h.driverId(), etaS);
    }

    private static DriverArrived arrived(Holding h, Instant now) {
        return new DriverArrived(
                id(Notice.ARRIVED, h), h.orderId(), now, Actor.SYSTEM, null, h.driverId());
    }

    private static DriverLost lost(Holding h, Instant now) {
        return new DriverLost(
                id(Notice.LOST, h), h.orderId(), now, Actor.SYSTEM, null, h.driverId());
    }

    private static FactId id(Notice notice, Holding h) {
        var named = notice + "/" + h.orderId() + "/" + h.driverId() + "/" + h.offerId();
        return new FactId(UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)));
    }
}
