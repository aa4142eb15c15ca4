package dev.beckon.city.driver;

import dev.beckon.city.report.Drive;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A driver without a network: is told what the socket said and what time it is, and answers what to
 * say. The same seed and the same messages give the same driver.
 */
final class SimulatedDriver {

    /** Without the order this long after an acceptance was acknowledged: ask for the snapshot. */
    private static final long MISSING_MS = 10_000;

    /** The server sees by the positions that somebody is there; after this long they say it. */
    private static final long SEEN_AFTER_MS = 10_000;

    /** Who stands tells so this many times less often than who moves. */
    private static final int STANDING = 4;

    private final DriverId me;
    private final Town town;
    private final Habits habits;
    private final Pastime pastime;
    private final Journey journey;
    private final double speed;
    private final long locationEveryMs;
    private final BiConsumer<OrderId, Drive> drives;
    private final Commands commands = new Commands();

    /** Offers that this driver has thought about already. */
    private final Set<OfferId> considered = new LinkedHashSet<>();

    private boolean connected;
    private boolean onShift;
    private boolean absent;
    private boolean breakDue;
    private long breakUntilMs;
    private long locationMs;
    private long restUntilMs;
    private @Nullable Question question;
    private @Nullable Job job;
    private @Nullable Drive drive;
    private @Nullable Long orderMissingSinceMs;

    /**
     * @param speed how many times faster than life they drive
     * @param locationEveryMs how often who moves tells where
     * @param drives is told of each way to a pickup, at its end
     */
    SimulatedDriver(
            DriverId me,
            Town town,
            Habits habits,
            Pastime pastime,
            LatLng start,
            double speed,
            long locationEveryMs,
            BiConsumer<OrderId, Drive> drives) {
        this.me = me;
        this.town = town;
        this.habits = habits;
        this.pastime = pastime;
        this.journey = new Journey(start, speed);
        this.speed = speed;
        this.locationEveryMs = locationEveryMs;
        this.drives = drives;
    }

    Habits habits() {
        return habits;
    }

    LatLng at(long nowMs) {
        return journey.at(nowMs);
    }

    /** Whether this driver is ready for orders, or is not to be yet. */
    boolean ready() {
        return (onShift || absent) && commands.isEmpty();
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
        comeAndGo(nowMs);
        List<ClientMessage> said = new ArrayList<>();
        if (!absent) {
            said.add(location(nowMs));
        }
        shift(said, nowMs);
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
                if (take(accepted.order(), accepted.driver().driverId(), nowMs)) {
                    drive = new Drive(accepted.etaS(), journey.leftS(nowMs));
                }
                yield List.of();
            }
            case ServerMessage.DriverArrived arrived -> {
                seen(arrived.orderId(), nowMs);
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
                    ServerMessage.DriverLost _,
                    ServerMessage.City _,
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
        comeAndGo(nowMs);
        answer(said, nowMs);
        work(said, nowMs);
        shift(said, nowMs);
        idle(nowMs);
        boolean watched =
                journey.moving(nowMs) || (job != null && job.stage() == Job.Stage.WAITING);
        long everyMs = watched ? locationEveryMs : locationEveryMs * STANDING;
        if (!absent && nowMs - locationMs >= everyMs) {
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
                continue;
            }
            take(order, me, nowMs);
            if (order.status() == OrderState.PICKED_UP) {
                loaded(order.orderId(), nowMs);
            } else if (order.status() == OrderState.ARRIVED) {
                seen(order.orderId(), nowMs);
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

    /** False for what is not new. */
    private boolean take(OrderView order, DriverId driver, long nowMs) {
        if (!driver.equals(me) || (job != null && job.is(order.orderId()))) {
            return false;
        }
        orderMissingSinceMs = null;
        drive = null;
        journey.drive(town.route(journey.at(nowMs), order.pickup().latLng()), nowMs);
        Habits.Mishap mishap = habits.mishap();
        breakDue = mishap == Habits.Mishap.GOES_OFFLINE;
        long halfWayMs = nowMs + Math.round(journey.leftS(nowMs) / 2 / speed * 1e3);
        long giveUpMs = mishap == Habits.Mishap.GIVES_UP ? halfWayMs : Job.NEVER_MS;
        job = new Job(order, Job.Stage.TO_PICKUP, giveUpMs, false);
        return true;
    }

    /** The server has seen by the positions that the driver is at the pickup. */
    private void seen(OrderId orderId, long nowMs) {
        if (job == null || !job.is(orderId)) {
            return;
        }
        if (job.stage() == Job.Stage.WAITING) {
            job = loading(job, nowMs);
        } else if (job.stage() == Job.Stage.TO_PICKUP) {
            job = job.seenThere();
        }
    }

    private Job loading(Job present, long nowMs) {
        return present.at(Job.Stage.AT_PICKUP)
                .until(nowMs + Math.round(habits.loadS() / speed * 1e3));
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
            drive = null;
            rest(nowMs);
            if (breakDue) {
                breakDue = false;
                breakUntilMs = restUntilMs;
            }
        }
    }

    private void work(List<ClientMessage> said, long nowMs) {
        Job present = job;
        if (present == null) {
            return;
        }
        OrderId order = present.order().orderId();
        if (present.stage() == Job.Stage.TO_PICKUP && nowMs >= present.untilMs()) {
            journey.stop(nowMs);
            job = present.at(Job.Stage.GIVING_UP);
            said.add(
                    commands.issue(
                            ref -> new ClientMessage.Cancel(order, "a flat tyre", ref), nowMs));
            return;
        }
        if (journey.moving(nowMs)) {
            return;
        }
        switch (present.stage()) {
            case TO_PICKUP -> {
                journey.stop(nowMs);
                if (drive != null) {
                    drives.accept(order, drive);
                    drive = null;
                }
                job =
                        present.seen()
                                ? loading(present, nowMs)
                                : present.at(Job.Stage.WAITING).until(nowMs + SEEN_AFTER_MS);
                locationMs = nowMs;
                said.add(location(nowMs));
            }
            case WAITING -> {
                if (nowMs >= present.untilMs()) {
                    job = loading(present, nowMs);
                    said.add(commands.issue(ref -> new ClientMessage.Arrived(order, ref), nowMs));
                }
            }
            case AT_PICKUP -> {
                if (nowMs >= present.untilMs() && !commands.waiting(ClientMessage.Arrived.class)) {
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
            case GIVING_UP, LOADING, HANDING_OVER -> {}
        }
    }

    private void acknowledged(ClientMessage.@Nullable Command command, long nowMs) {
        switch (command) {
            case ClientMessage.Shift shift -> onShift = shift.state() == ShiftState.ONLINE;
            case ClientMessage.AcceptOffer _ -> {
                if (job == null) {
                    orderMissingSinceMs = nowMs;
                }
            }
            case ClientMessage.Pickup pickup -> loaded(pickup.orderId(), nowMs);
            case ClientMessage.Deliver deliver -> done(deliver.orderId(), nowMs);
            case ClientMessage.Cancel cancel -> done(cancel.orderId(), nowMs);
            case ClientMessage.DeclineOffer _,
                    ClientMessage.Arrived _,
                    ClientMessage.Watch _,
                    ClientMessage.Unwatch _ -> {}
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
            case ClientMessage.Cancel cancel -> done(cancel.orderId(), nowMs);
            case ClientMessage.AcceptOffer _,
                    ClientMessage.DeclineOffer _,
                    ClientMessage.Watch _,
                    ClientMessage.Unwatch _ -> {}
        }
    }

    /** Whoever is on no shift is nowhere: the server hears no positions. */
    private void comeAndGo(long nowMs) {
        if (job != null || question != null) {
            absent = false;
            return;
        }
        boolean here = pastime.works(nowMs);
        LatLng beginning = here && absent ? pastime.beginning(nowMs) : null;
        if (beginning != null) {
            journey.put(beginning);
        }
        absent = !here;
    }

    private void shift(List<ClientMessage> said, long nowMs) {
        boolean wanted = job == null ? !absent && nowMs >= breakUntilMs : onShift && !breakDue;
        if (wanted != onShift && question == null && !commands.waiting(ClientMessage.Shift.class)) {
            ShiftState state = wanted ? ShiftState.ONLINE : ShiftState.OFFLINE;
            said.add(commands.issue(ref -> new ClientMessage.Shift(state, ref), nowMs));
        }
    }

    /** Nothing to do: rest, then go where the driver goes between orders. */
    private void idle(long nowMs) {
        if (job != null || question != null || journey.moving(nowMs) || nowMs < restUntilMs) {
            return;
        }
        Pastime.Leg leg = pastime.next(journey.at(nowMs), nowMs);
        if (leg != null) {
            journey.drive(leg.route(), nowMs);
            restUntilMs = nowMs + Math.round((leg.route().seconds() + leg.restS()) / speed * 1e3);
        }
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
