package dev.beckon.city.driver;

import dev.beckon.city.streets.HotSpot;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A driver without a network: is told what the socket said and what time it is, and answers what to
 * say. The same seed and the same messages give the same driver.
 */
final class SimulatedDriver {

    /** Without the order this long after an acceptance was acknowledged: ask for the snapshot. */
    private static final long MISSING_MS = 10_000;

    /** Who stands tells so this many times less often than who moves. */
    private static final int STANDING = 4;

    private final DriverId me;
    private final Town town;
    private final Habits habits;
    private final Journey journey;
    private final double speed;
    private final long locationEveryMs;
    private final Commands commands = new Commands();

    /** Offers that this driver has thought about already. */
    private final Set<OfferId> considered = new LinkedHashSet<>();

    private boolean connected;
    private boolean onShift;
    private long locationMs;
    private long restUntilMs;
    private @Nullable Question question;
    private @Nullable Job job;
    private @Nullable Long orderMissingSinceMs;

    SimulatedDriver(
            DriverId me, Town town, LatLng start, long seed, double speed, long locationEveryMs) {
        this.me = me;
        this.town = town;
        this.habits = new Habits(seed);
        this.journey = new Journey(start, speed);
        this.speed = speed;
        this.locationEveryMs = locationEveryMs;
    }

    Habits habits() {
        return habits;
    }

    LatLng at(long nowMs) {
        return journey.at(nowMs);
    }

    boolean ready() {
        return onShift && commands.isEmpty();
    }

    /** Whether this driver is on the way for somebody: silence is then no sign of trouble. */
    boolean driving(long nowMs) {
        return job != null && journey.moving(nowMs);
    }

    /** Whether only another connection helps. */
    boolean stuck(long nowMs) {
        return commands.stuck()
                || (orderMissingSinceMs != null && nowMs - orderMissingSinceMs > MISSING_MS);
    }

    List<ClientMessage> connected(long nowMs) {
        connected = true;
        locationMs = nowMs;
        orderMissingSinceMs = null;
        List<ClientMessage> said = new ArrayList<>();
        said.add(location(nowMs));
        if (!onShift && !commands.waiting(ClientMessage.Shift.class)) {
            said.add(commands.issue(ref -> new ClientMessage.Shift(ShiftState.ONLINE, ref), nowMs));
        }
        return said;
    }

    void lost() {
        connected = false;
    }

    List<ClientMessage> received(ServerMessage message, long nowMs) {
        return switch (message) {
            case ServerMessage.Snapshot snapshot -> snapshot(snapshot, nowMs);
            case ServerMessage.Offer offer -> offered(offer, nowMs);
            case ServerMessage.OfferClosed closed -> {
                if (question != null && question.offerId.equals(closed.offerId())) {
                    question = null;
                }
                yield List.of();
            }
            case ServerMessage.OrderAccepted accepted -> {
                take(accepted.order(), accepted.driver().driverId(), nowMs);
                yield List.of();
            }
            case ServerMessage.OrderPickedUp pickedUp -> {
                loaded(pickedUp.orderId(), nowMs);
                yield List.of();
            }
            case ServerMessage.OrderDelivered about -> {
                done(about.orderId(), nowMs);
                yield List.of();
            }
            case ServerMessage.OrderCancelled about -> {
                done(about.orderId(), nowMs);
                yield List.of();
            }
            case ServerMessage.NoDriverFound about -> {
                done(about.orderId(), nowMs);
                yield List.of();
            }
            case ServerMessage.Searching about -> {
                done(about.orderId(), nowMs);
                yield List.of();
            }
            case ServerMessage.Ack ack -> {
                acknowledged(commands.answered(ack.ref()), nowMs);
                yield List.of();
            }
            case ServerMessage.Refused refused -> {
                refused(commands.answered(refused.ref()), refused.reason(), nowMs);
                yield List.of();
            }
            case ServerMessage.OrderPlaced _,
                    ServerMessage.DriverLocation _,
                    ServerMessage.DriverArriving _,
                    ServerMessage.DriverArrived _,
                    ServerMessage.DriverLost _,
                    ServerMessage.Pong _ ->
                    List.of();
        };
    }

    /** Time passes: what there is to say now. */
    List<ClientMessage> tick(long nowMs) {
        if (!connected) {
            return List.of();
        }
        List<ClientMessage> said = new ArrayList<>(commands.due(nowMs));
        answer(said, nowMs);
        work(said, nowMs);
        idle(nowMs);
        long everyMs = journey.moving(nowMs) ? locationEveryMs : locationEveryMs * STANDING;
        if (nowMs - locationMs >= everyMs) {
            locationMs = nowMs;
            said.add(location(nowMs));
        }
        return said;
    }

    private List<ClientMessage> snapshot(ServerMessage.Snapshot snapshot, long nowMs) {
        for (OrderView order : snapshot.orders()) {
            OrderView.Driver driver = order.driver();
            boolean mine =
                    driver != null && driver.driverId().equals(me) && !order.status().ended();
            if (!mine) {
                done(order.orderId(), nowMs);
            } else if (order.status() == OrderState.PICKED_UP) {
                take(order, me, nowMs);
                loaded(order.orderId(), nowMs);
            } else {
                take(order, me, nowMs);
            }
        }
        List<ClientMessage> said = new ArrayList<>();
        snapshot.offers().forEach(offer -> said.addAll(offered(offer, nowMs)));
        commands.renew(nowMs);
        return said;
    }

    private List<ClientMessage> offered(ServerMessage.Offer offer, long nowMs) {
        if (!considered.add(offer.offerId())) {
            return List.of();
        }
        Answer answer = habits.answer();
        question = new Question(offer.offerId(), answer.choice(), nowMs + answer.afterMs());
        return List.of(new ClientMessage.OfferReceived(offer.offerId()));
    }

    private void answer(List<ClientMessage> said, long nowMs) {
        Question asked = question;
        if (asked == null || nowMs < asked.answerMs) {
            return;
        }
        question = null;
        switch (asked.choice) {
            case ACCEPT ->
                    said.add(
                            commands.issue(
                                    ref -> new ClientMessage.AcceptOffer(asked.offerId, ref),
                                    nowMs));
            case DECLINE ->
                    said.add(
                            commands.issue(
                                    ref ->
                                            new ClientMessage.DeclineOffer(
                                                    asked.offerId, "not now", ref),
                                    nowMs));
            case IGNORE -> {}
        }
    }

    private void take(OrderView order, DriverId driver, long nowMs) {
        if (!driver.equals(me) || (job != null && job.is(order.orderId()))) {
            return;
        }
        orderMissingSinceMs = null;
        job = new Job(order, Job.Stage.TO_PICKUP, 0);
        journey.drive(town.route(journey.at(nowMs), order.pickup().latLng()), nowMs);
    }

    private void loaded(OrderId orderId, long nowMs) {
        if (job != null && job.is(orderId) && job.stage().compareTo(Job.Stage.TO_DROPOFF) < 0) {
            job = job.at(Job.Stage.TO_DROPOFF);
            journey.drive(town.route(journey.at(nowMs), job.order().dropoff().latLng()), nowMs);
        }
    }

    private void done(OrderId orderId, long nowMs) {
        if (job != null && job.is(orderId)) {
            job = null;
            rest(nowMs);
        }
    }

    private void work(List<ClientMessage> said, long nowMs) {
        Job present = job;
        if (present == null || journey.moving(nowMs)) {
            return;
        }
        OrderId order = present.order().orderId();
        switch (present.stage()) {
            case TO_PICKUP -> {
                journey.stop(nowMs);
                long loadMs = Math.round(habits.loadS() / speed * 1e3);
                job = present.at(Job.Stage.AT_PICKUP).loadedAt(nowMs + loadMs);
                said.add(location(nowMs));
                said.add(commands.issue(ref -> new ClientMessage.Arrived(order, ref), nowMs));
            }
            case AT_PICKUP -> {
                if (nowMs >= present.loadedMs() && !commands.waiting(ClientMessage.Arrived.class)) {
                    job = present.at(Job.Stage.LOADING);
                    said.add(commands.issue(ref -> new ClientMessage.Pickup(order, ref), nowMs));
                }
            }
            case TO_DROPOFF -> {
                journey.stop(nowMs);
                job = present.at(Job.Stage.HANDING_OVER);
                said.add(location(nowMs));
                said.add(commands.issue(ref -> new ClientMessage.Deliver(order, ref), nowMs));
            }
            case LOADING, HANDING_OVER -> {}
        }
    }

    private void acknowledged(ClientMessage.@Nullable Command command, long nowMs) {
        switch (command) {
            case ClientMessage.Shift _ -> onShift = true;
            case ClientMessage.AcceptOffer _ -> {
                if (job == null) {
                    orderMissingSinceMs = nowMs;
                }
            }
            case ClientMessage.Pickup pickup -> loaded(pickup.orderId(), nowMs);
            case ClientMessage.Deliver deliver -> done(deliver.orderId(), nowMs);
            case ClientMessage.DeclineOffer _, ClientMessage.Arrived _, ClientMessage.Cancel _ -> {}
            case null -> {}
        }
    }

    private void refused(ClientMessage.@Nullable Command command, Refusal reason, long nowMs) {
        if (command == null) {
            return;
        }
        if (reason == Refusal.TOO_FAST) {
            commands.later(command, nowMs);
            return;
        }
        switch (command) {
            case ClientMessage.Shift shift -> commands.later(shift, nowMs);
            case ClientMessage.Arrived arrived -> {
                // Whoever is there already need not arrive.
                if (reason != Refusal.WRONG_STATE) {
                    done(arrived.orderId(), nowMs);
                }
            }
            case ClientMessage.Pickup pickup -> done(pickup.orderId(), nowMs);
            case ClientMessage.Deliver deliver -> done(deliver.orderId(), nowMs);
            case ClientMessage.AcceptOffer _,
                    ClientMessage.DeclineOffer _,
                    ClientMessage.Cancel _ -> {}
        }
    }

    /** Nothing to do: rest, then drift to where people are. */
    private void idle(long nowMs) {
        if (job != null || question != null || journey.moving(nowMs) || nowMs < restUntilMs) {
            return;
        }
        LatLng here = journey.at(nowMs);
        HotSpot spot =
                habits.random()
                        .ints(3, 0, town.hotSpots().size())
                        .mapToObj(town.hotSpots()::get)
                        .min(
                                Comparator.comparingDouble(
                                        near ->
                                                Math.hypot(
                                                        near.middle().lat() - here.lat(),
                                                        near.middle().lng() - here.lng())))
                        .orElseThrow();
        var route = town.route(here, town.near(spot, habits.random()));
        journey.drive(route, nowMs);
        restUntilMs = nowMs + Math.round((route.seconds() + habits.restS()) / speed * 1e3);
    }

    private void rest(long nowMs) {
        journey.stop(nowMs);
        restUntilMs = nowMs + Math.round(habits.restS() / speed * 1e3);
    }

    private ClientMessage location(long nowMs) {
        LatLng here = journey.at(nowMs);
        return new ClientMessage.Location(
                here.lat(),
                here.lng(),
                null,
                journey.headingDeg(nowMs),
                journey.speedMps(nowMs),
                null);
    }

    private record Question(OfferId offerId, Answer.Choice choice, long answerMs) {}
}
