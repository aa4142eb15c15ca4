package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.platform.json.Complaint;
import dev.beckon.platform.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * This node's memory of the log, and its clients. One lock puts a client's snapshot and the changes
 * after it in one order; nothing blocks under it.
 */
final class MemoryService {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryService.class);

    private final Clients clients;
    private final Pending pending;
    private final Executor executor;
    private final InstantSource clock;
    private final Profiles profiles = new Profiles();
    private final Views views = new Views(profiles);
    private final ReentrantLock lock = new ReentrantLock();
    private final LiveOrders orders = new LiveOrders();
    private final Waiting<Consumer<Found>> waiting = new Waiting<>();

    MemoryService(Clients clients, Pending pending, Executor executor, InstantSource clock) {
        this.clients = clients;
        this.pending = pending;
        this.executor = executor;
        this.clock = clock;
    }

    /** From here on the client is told what changes; first of all what there is. */
    void join(Client client) {
        lock.lock();
        try {
            tell(client, snapshot(client.user()));
            if (client.isAdmin()) {
                openLosses().forEach(loss -> tell(client, loss));
            }
            clients.add(client);
        } finally {
            lock.unlock();
        }
    }

    private ServerMessage.Snapshot snapshot(UUID user) {
        var now = clock.instant();
        var seen = new ArrayList<OrderView>();
        var offers = new ArrayList<ServerMessage.Offer>();
        for (var order : orders.of(user)) {
            var status = read(order);
            if (status == null || LiveOrders.isOver(order, now)) {
                continue;
            }
            var view = views.order(status, user);
            if (view != null) {
                seen.add(view);
            }
            status.offers().stream()
                    .filter(o -> o.state().live() && o.driverId().value().equals(user))
                    .forEach(offer -> offers.add(views.offer(status, offer)));
        }
        seen.sort(Comparator.comparing(OrderView::placedAt).thenComparing(OrderView::orderId));
        offers.sort(Comparator.comparing(ServerMessage.Offer::offerId));
        return new ServerMessage.Snapshot(now, seen, offers);
    }

    private List<ServerMessage.DriverLost> openLosses() {
        var losses = new ArrayList<ServerMessage.DriverLost>();
        for (var order : orders.all()) {
            var status = order.hasLosses() ? read(order) : null;
            if (status != null) {
                losses.addAll(Losses.open(status));
            }
        }
        return losses;
    }

    /** Takes a status that may be old news. */
    void changed(LiveOrder order) {
        lock.lock();
        try {
            var earlier = orders.find(order.id());
            if (earlier != null && earlier.version() >= order.version()) {
                return;
            }
            var operators = order.hasLosses() ? clients.admins() : Set.<UUID>of();
            if (!operators.isEmpty() || clients.hasAnyOf(order.parties())) {
                var after = decode(order);
                if (after == null) {
                    return;
                }
                var before = earlier == null ? null : read(earlier);
                orders.put(order);
                Changes.between(views, before, after).forEach(this::push);
                Losses.between(before, after).forEach(loss -> push(new Push(operators, loss)));
                answerWaiting(after);
            } else {
                orders.put(order);
            }
        } finally {
            lock.unlock();
        }
    }

    void forgotten(OrderId id) {
        lock.lock();
        try {
            orders.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** Answers those commands whose facts are folded. */
    void decided(Iterable<FactId> facts) {
        for (var fact : facts) {
            var command = pending.take(fact);
            if (command != null) {
                tell(command.client(), new ServerMessage.Ack(clock.instant(), command.ref()));
            }
        }
    }

    void replied(OrderReply reply) {
        var command = pending.take(reply.factId());
        if (command == null) {
            return;
        }
        switch (reply.outcome()) {
            case UNCHANGED ->
                    tell(command.client(), new ServerMessage.Ack(clock.instant(), command.ref()));
            case REFUSED -> {
                var reason = reply.reason() == null ? Refusal.WRONG_STATE : reply.reason();
                refuse(command.client(), command.ref(), reason, Refusals.detail(reason));
            }
        }
    }

    void shifted(DriverShift shift) {
        profiles.put(shift);
        decided(shift.facts());
    }

    void shiftForgotten(DriverId driverId) {
        profiles.remove(driverId);
    }

    /** Whether somebody here may see where the driver is; asked for every position of the city. */
    boolean isWatched(UUID driver) {
        if (!orders.has(driver)) {
            return false;
        }
        lock.lock();
        try {
            return orders.of(driver).stream()
                    .anyMatch(order -> watchedStatus(order, driver) != null);
        } finally {
            lock.unlock();
        }
    }

    /** What concerns a client of this node is decoded, so that nothing else has to be. */
    private @Nullable OrderStatus watchedStatus(LiveOrder order, UUID driver) {
        var status = order.knownStatus();
        return status != null
                        && Views.isUnderWay(status)
                        && Views.isDriver(status, driver)
                        && clients.has(status.customerId().value())
                ? status
                : null;
    }

    void located(DriverLocated position) {
        var driver = position.driverId().value();
        lock.lock();
        try {
            for (var order : orders.of(driver)) {
                var status = watchedStatus(order, driver);
                if (status != null
                        && order.takesPosition(position.at(), position.latLng(), clock.instant())) {
                    push(
                            new Push(
                                    Set.of(status.customerId().value()),
                                    new ServerMessage.DriverLocation(
                                            position.at(),
                                            order.id(),
                                            order.version(),
                                            position.lat(),
                                            position.lng())));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the order is known here and none of the user's. */
    boolean isStrangers(OrderId id, UUID user) {
        var order = orders.find(id);
        return order != null && !order.parties().contains(user);
    }

    /** What became of the search for an offer. */
    sealed interface Found {
        record Mine(OrderId orderId) implements Found {}

        record Strangers() implements Found {}

        record Nowhere() implements Found {}

        /** Not looked for: the user waits for too many already. */
        record TooMany() implements Found {}
    }

    /** Finds the order of an offer that the user has or had; gives the log a moment to bring it. */
    void whenKnown(UUID user, OfferId offer, Consumer<Found> then) {
        Found found;
        lock.lock();
        try {
            found = find(user, offer);
            if (found instanceof Found.Nowhere) {
                if (waiting.add(user, offer, clock.instant(), then)) {
                    return;
                }
                found = new Found.TooMany();
            }
        } finally {
            lock.unlock();
        }
        then.accept(found);
    }

    private Found find(UUID user, OfferId offer) {
        var order = orders.findBy(offer);
        if (order == null) {
            return new Found.Nowhere();
        }
        // Strangers cause no decoding.
        var status = order.parties().contains(user) ? read(order) : null;
        for (var one : status == null ? List.<OrderStatus.Offer>of() : status.offers()) {
            if (one.offerId().equals(offer) && one.driverId().value().equals(user)) {
                return new Found.Mine(order.id());
            }
        }
        return new Found.Strangers();
    }

    private void answerWaiting(OrderStatus status) {
        for (var offer : status.offers()) {
            waiting.take(offer.offerId(), offer.driverId().value())
                    .forEach(
                            then ->
                                    executor.execute(
                                            () -> then.accept(new Found.Mine(status.orderId()))));
        }
    }

    /** Tells those who waited in vain. */
    void endWaiting() {
        List<Consumer<Found>> late;
        lock.lock();
        try {
            late = waiting.takeLate(clock.instant());
        } finally {
            lock.unlock();
        }
        late.forEach(then -> then.accept(new Found.Nowhere()));
    }

    /** All orders that have not ended; looks at each one. */
    List<OrderId> live() {
        return orders.all().stream()
                .filter(order -> !isSo(order, LiveOrders::hasEnded))
                .map(LiveOrder::id)
                .toList();
    }

    @Nullable OrderStatus find(OrderId id) {
        var order = orders.find(id);
        return order == null ? null : decode(order);
    }

    /** What a driver is doing; null for who is not on shift. */
    @Nullable DriverState findState(DriverId driver) {
        if (!profiles.isOnline(driver)) {
            return null;
        }
        List<LiveOrder> theirs;
        lock.lock();
        try {
            theirs = orders.of(driver.value());
        } finally {
            lock.unlock();
        }
        var state = DriverState.AVAILABLE;
        for (var order : theirs) {
            var status = decode(order);
            if (status == null) {
                continue;
            }
            if (Views.isUnderWay(status) && Views.isDriver(status, driver.value())) {
                return DriverState.BUSY;
            }
            if (Views.isAsked(status, driver)) {
                state = DriverState.OFFERED;
            }
        }
        return state;
    }

    /** How many orders are remembered. */
    int size() {
        return orders.all().size();
    }

    /** Forgets orders that ended long ago, and sooner where hundreds end each second. */
    void sweep() {
        sweep(LiveOrders.MOST);
    }

    /**
     * @param most how many orders to remember, if more have not ended
     */
    void sweep(int most) {
        var now = clock.instant();
        for (var order : orders.all()) {
            if (isSo(order, each -> LiveOrders.isOver(each, now))) {
                forget(order);
            }
        }
        int tooMany = size() - most;
        if (tooMany > 0) {
            orders.all().stream()
                    .sorted(Comparator.comparing(LiveOrder::publishedAt))
                    .filter(order -> isSo(order, LiveOrders::hasEnded))
                    .limit(tooMany)
                    .forEach(this::forget);
        }
    }

    /** Unless it has changed meanwhile. */
    private void forget(LiveOrder order) {
        lock.lock();
        try {
            if (orders.find(order.id()) == order) {
                orders.remove(order.id());
            }
        } finally {
            lock.unlock();
        }
    }

    /** What nobody can read is not worth remembering. */
    private static boolean isSo(LiveOrder order, Predicate<LiveOrder> forgettable) {
        try {
            return forgettable.test(order);
        } catch (JacksonException e) {
            return true;
        }
    }

    /** One status that nobody can read must not keep its parties from all their others. */
    private @Nullable OrderStatus read(LiveOrder order) {
        var status = decode(order);
        if (status == null) {
            orders.remove(order.id());
        }
        return status;
    }

    private static @Nullable OrderStatus decode(LiveOrder order) {
        try {
            return order.status();
        } catch (JacksonException e) {
            LOG.warn(
                    "order {} cannot be read at version {}: {}",
                    order.id(),
                    order.version(),
                    Complaint.detail(e));
            return null;
        }
    }

    void refuse(Client client, @Nullable String ref, Refusal reason, String detail) {
        tell(client, new ServerMessage.Refused(clock.instant(), ref, reason, detail));
    }

    void tell(Client client, ServerMessage message) {
        client.mailbox().post(encoded(message));
    }

    private void push(Push push) {
        Outgoing text = null;
        for (var user : push.to()) {
            for (var client : clients.of(user)) {
                text = text == null ? encoded(push.message()) : text;
                client.mailbox().post(text);
            }
        }
    }

    static Outgoing.Text encoded(ServerMessage message) {
        return new Outgoing.Text(Json.topics().writeValueAsString(message));
    }
}
