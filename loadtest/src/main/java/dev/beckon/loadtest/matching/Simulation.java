package dev.beckon.loadtest.matching;

import dev.beckon.city.demand.Trip;
import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.Release;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Decision;
import dev.beckon.dispatch.order.OfferTerms;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.Phase;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.loadtest.matching.Course.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stretch on a virtual clock: the dispatcher's own rules and policies, drivers who stay where
 * they have nothing to do, and people who answer like people. The same seed plays the same.
 */
final class Simulation {

    private static final Instant START = Instant.EPOCH;

    /** From a driver who is free again to the round that knows of it. */
    private static final long WAKE_MS = 10;

    /** How many waiting orders such a driver wakes. */
    private static final int WAKES = 2;

    private final SearchSettings settings = SearchSettings.DEFAULTS;
    private final Orders rules = new Orders(settings);
    private final Stretch stretch;
    private final Manner manner;
    private final long seed;
    private final People people;
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(
                    Comparator.comparingLong(Moment::atMs).thenComparingLong(Moment::sequence));
    private final Map<DriverId, Driver> drivers = new LinkedHashMap<>();
    private final Map<OrderId, Order> orders = new HashMap<>();
    private final Map<OrderId, Order> waiting = new LinkedHashMap<>();
    private final Map<OrderId, OrderFact> seeking = new LinkedHashMap<>();
    private final Map<OrderId, Long> claimedMs = new HashMap<>();
    private final Map<OrderId, Held> held = new HashMap<>();
    private final Map<OrderId, Course> courses = new LinkedHashMap<>();
    private long nowMs;
    private long roundMs = Long.MAX_VALUE;
    private long sequence;
    private long facts;

    private record Moment(long atMs, long sequence, Runnable act) {}

    private Simulation(Stretch stretch, List<Shift> crew, Manner manner, long seed) {
        this.stretch = stretch;
        this.manner = manner;
        this.seed = seed;
        this.people = new People(seed);
        for (int i = 0; i < crew.size(); i++) {
            var shift = crew.get(i);
            var driver = new Driver(new DriverId(uuid("driver", i)), shift.start());
            drivers.put(driver.id(), driver);
            at(shift.fromS(), () -> begins(driver));
            at(shift.untilS(), driver::ends);
        }
        for (int i = 0; i < stretch.trips().size(); i++) {
            var trip = stretch.trips().get(i);
            var id = new OrderId(uuid("order", i));
            var customer = new CustomerId(uuid("customer", i));
            at(trip.afterS(), () -> places(trip, id, customer));
        }
    }

    /**
     * @return what became of each order, in the order of their ends
     */
    static List<Course> run(Stretch stretch, List<Shift> crew, Manner manner, long seed) {
        return new Simulation(stretch, crew, manner, seed).play();
    }

    private List<Course> play() {
        for (var moment = moments.poll(); moment != null; moment = moments.poll()) {
            nowMs = moment.atMs();
            moment.act().run();
        }
        if (courses.size() != stretch.trips().size()) {
            throw new IllegalStateException(
                    "%d of %d orders ended".formatted(courses.size(), stretch.trips().size()));
        }
        return List.copyOf(courses.values());
    }

    // --- the dispatcher ---

    private void fold(OrderFact fact) {
        var decision = rules.decide(orders.get(fact.orderId()), fact, now());
        apply(decision);
        if (decision.wantsDriver()) {
            seeking.put(fact.orderId(), fact);
            roundAt(nowMs + (isHeld(fact) ? manner.hold().toMillis() : 0));
        }
    }

    private boolean isHeld(OrderFact fact) {
        return manner.whom() == Manner.Held.ALL || fact instanceof RetryDue;
    }

    /** Who need not wait takes along who does. */
    private void roundAt(long atMs) {
        if (atMs < roundMs) {
            roundMs = atMs;
            add(
                    atMs,
                    () -> {
                        if (nowMs == roundMs) {
                            roundMs = Long.MAX_VALUE;
                            round();
                        }
                    });
        }
    }

    private void round() {
        var causes = new LinkedHashMap<>(seeking);
        seeking.clear();
        causes.keySet().removeIf(id -> order(id).state() != OrderState.SEARCHING);
        search(causes);
        double farthestM = settings.radiiM().getLast();
        causes.forEach((id, cause) -> apply(rules.nobody(order(id), farthestM, cause, now())));
    }

    /** Whoever finds a driver is taken out. */
    private void search(Map<OrderId, OrderFact> causes) {
        var seekers = causes.keySet().stream().map(this::order).toList();
        var free = drivers.values().stream().filter(Driver::free).toList();
        for (var found : Search.run(manner, settings.radiiM(), stretch.ways(), seekers, free)) {
            offer(found, Objects.requireNonNull(causes.remove(found.match().orderId())));
        }
    }

    private void offer(Search.Found found, OrderFact cause) {
        var order = order(found.match().orderId());
        var chosen = found.match().candidate();
        long token = driver(chosen.driverId()).claim(order.id());
        claimedMs.put(order.id(), nowMs);
        var policy = manner.policy().policy(found.round());
        apply(rules.offered(order, new OfferTerms(chosen, token, policy, List.of()), cause, now()));
    }

    private void apply(Decision decision) {
        for (var event : decision.events()) {
            var order = Orders.apply(orders.get(event.orderId()), event);
            orders.put(order.id(), order);
            if (event instanceof Release release && release.driverId() != null) {
                freed(release);
            }
            happened(event);
        }
        if (!decision.events().isEmpty()) {
            watch(decision.events().getLast().orderId());
        }
    }

    /** Time is a fact as well; an order that a held round has is looked after. */
    private void watch(OrderId id) {
        var dueAt = rules.dueAt(order(id));
        if (dueAt != null) {
            long dueMs = Math.max(nowMs, dueAt.toEpochMilli());
            add(
                    dueMs,
                    () -> {
                        var due = seeking.containsKey(id) ? null : rules.due(order(id), now());
                        if (due != null) {
                            fold(due);
                        }
                    });
        }
    }

    private void freed(Release release) {
        var driver = driver(Objects.requireNonNull(release.driverId()));
        driver.release(release.orderId(), Objects.requireNonNull(release.token()));
        in(WAKE_MS, () -> wake(driver));
    }

    /** A driver who has become a candidate wakes the nearest searches that wait. */
    private void wake(Driver driver) {
        if (!driver.free()) {
            return;
        }
        double reachM = settings.radiiM().getLast();
        var near = new TreeMap<Double, Order>();
        for (var order : waiting.values()) {
            double distanceM = stretch.ways().distanceM(driver.place(), order.pickup().latLng());
            if (distanceM <= reachM && !order.excludedDrivers().contains(driver.id())) {
                near.put(distanceM, order);
            }
        }
        near.values().stream()
                .limit(WAKES)
                .forEach(
                        order ->
                                fold(
                                        new RetryDue(
                                                fact(),
                                                order.id(),
                                                now(),
                                                Actor.SYSTEM,
                                                null,
                                                1,
                                                RetryCause.WAKE)));
    }

    // --- the people ---

    private void begins(Driver driver) {
        driver.begins();
        wake(driver);
    }

    private void places(Trip trip, OrderId id, CustomerId customer) {
        fold(
                new OrderPlaced(
                        fact(),
                        id,
                        now(),
                        Actor.of(customer),
                        null,
                        trip.kind(),
                        trip.pickup(),
                        trip.dropoff(),
                        null));
    }

    private void happened(OrderEvent event) {
        var order = order(event.orderId());
        if (order.phase() instanceof Phase.Searching search
                && search.nextAt() != null
                && order.state() == OrderState.SEARCHING) {
            waiting.put(order.id(), order);
        } else {
            waiting.remove(order.id());
        }
        switch (event) {
            case OfferMade made -> isAsked(made);
            case OrderAccepted accepted -> drives(order, driver(accepted.driverId()));
            case OrderDelivered _ -> ended(order, held.get(order.id()));
            case NoDriverFound _ -> ended(order, null);
            default -> {}
        }
    }

    private void isAsked(OfferMade offer) {
        var driver = offer.driverId();
        var self = Actor.of(driver);
        in(
                People.RECEIPT_MS,
                () ->
                        fold(
                                new OfferReceived(
                                        fact(),
                                        offer.orderId(),
                                        now(),
                                        self,
                                        null,
                                        offer.offerId())));
        var answer = people.answer(offer.orderId(), driver);
        if (answer != People.Answer.IGNORE) {
            in(
                    People.RECEIPT_MS + people.answersMs(offer.orderId(), driver),
                    () ->
                            fold(
                                    new OfferAnswered(
                                            fact(),
                                            offer.orderId(),
                                            now(),
                                            self,
                                            null,
                                            offer.offerId(),
                                            answer == People.Answer.ACCEPT
                                                    ? Answer.ACCEPT
                                                    : Answer.DECLINE,
                                            null)));
        }
    }

    private void drives(Order order, Driver driver) {
        var self = Actor.of(driver.id());
        var pickup = order.pickup().latLng();
        var dropoff = order.dropoff().latLng();
        double approachS = stretch.ways().drivenS(driver.place(), pickup);
        double pickedUpS = seconds(nowMs) + approachS + people.loadS(order.id());
        double deliveredS = pickedUpS + stretch.ways().drivenS(pickup, dropoff);
        held.put(
                order.id(),
                new Held(
                        driver.id(),
                        seconds(Objects.requireNonNull(claimedMs.get(order.id()))),
                        seconds(nowMs),
                        approachS,
                        pickedUpS,
                        deliveredS));
        at(pickedUpS, () -> fold(new PickedUp(fact(), order.id(), now(), self, null, driver.id())));
        at(
                deliveredS,
                () -> {
                    driver.goesTo(dropoff);
                    fold(new Delivered(fact(), order.id(), now(), self, null, driver.id()));
                });
    }

    private void ended(Order order, @Nullable Held by) {
        double placedS = seconds(order.placedAt().toEpochMilli());
        if (courses.put(order.id(), new Course(order.id(), placedS, by)) != null) {
            throw new IllegalStateException(order.id() + " ended twice");
        }
    }

    // --- the clock ---

    private void at(double second, Runnable act) {
        add(Math.max(0, Math.round(second * 1e3)), act);
    }

    private void in(long delayMs, Runnable act) {
        add(nowMs + delayMs, act);
    }

    private void add(long atMs, Runnable act) {
        moments.add(new Moment(atMs, sequence++, act));
    }

    private Instant now() {
        return START.plusMillis(nowMs);
    }

    private static double seconds(long millis) {
        return millis / 1e3;
    }

    private Order order(OrderId id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private Driver driver(DriverId id) {
        return Objects.requireNonNull(drivers.get(id));
    }

    private FactId fact() {
        return new FactId(new UUID(seed, facts++));
    }

    private UUID uuid(String what, int number) {
        var name = "%s %d of %d".formatted(what, number, seed);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
