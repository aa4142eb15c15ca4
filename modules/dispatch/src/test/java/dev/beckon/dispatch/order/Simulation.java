package dev.beckon.dispatch.order;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.Release;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small world on a virtual clock, played from one seed: customers, drivers and tracking send
 * facts that come late, twice or out of order; a dispatcher folds them in rounds, loses claims, and
 * is taken over by one whose clock differs. After every round the invariants are checked.
 */
final class Simulation {

    private static final int STEPS_MAX = 50_000;

    /** Something that happens at a moment: a fact is folded, or somebody acts. */
    private record Moment(Instant at, long sequence, @Nullable OrderFact fact, Runnable act) {}

    private final Orders rules = new Orders(SearchSettings.DEFAULTS);
    private final Random random;
    private final DriverPool pool;
    private final boolean broadcasts;
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(
                    Comparator.comparing(Moment::at).thenComparingLong(Moment::sequence));
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<OrderId, List<OrderEvent>> logs = new HashMap<>();
    private final Map<OrderId, List<OrderFact>> effective = new HashMap<>();
    private final Map<FactId, OrderFact> facts = new HashMap<>();
    private final List<Record> trace = new ArrayList<>();
    private final int expected;
    private Instant now = Story.START;
    private long skewMs;
    private long sequence;

    private Simulation(long seed) {
        random = new Random(seed);
        pool = new DriverPool(1 + random.nextInt(5));
        broadcasts = chance(0.2);
        expected = 1 + random.nextInt(5);
    }

    /**
     * @return everything that was decided, in its order
     * @throws AssertionError naming the seed, and telling what happened before
     */
    static List<OrderEvent> run(long seed) {
        var simulation = new Simulation(seed);
        try {
            simulation.play();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "%s%nRepeat with -Dbeckon.simulation.seed=%d%n%s"
                            .formatted(e, seed, simulation.told()),
                    e);
        }
        return simulation.trace.stream()
                .filter(OrderEvent.class::isInstance)
                .map(OrderEvent.class::cast)
                .toList();
    }

    private String told() {
        return trace.stream()
                .map(it -> it instanceof OrderEvent ? "    " + it : it.toString())
                .collect(Collectors.joining("\n"));
    }

    private void play() {
        for (int i = 0; i < expected; i++) {
            customer(i);
        }
        act(0, this::timers);
        for (int step = 0; !moments.isEmpty(); step++) {
            Invariants.require(step < STEPS_MAX, "never comes to rest");
            var moment = moments.remove();
            now = moment.at().isAfter(now) ? moment.at() : now;
            if (moment.fact() == null) {
                moment.act().run();
            } else {
                round(moment.fact());
            }
        }
        Invariants.require(orders.size() == expected, "an order was lost");
        for (var order : orders.values()) {
            Invariants.require(order.state().ended(), "%s has not ended", order);
        }
        Invariants.require(pool.holds().isEmpty(), "held for ever: %s", pool.holds());
    }

    // --- the dispatcher ---

    private void round(OrderFact first) {
        if (chance(0.02)) {
            skewMs = random.nextInt(-80, 81);
        }
        var batch = new ArrayList<>(List.of(first));
        while (batch.size() < 4 && chance(0.5) && nextIsFact()) {
            batch.add(Objects.requireNonNull(moments.remove().fact()));
        }
        var wanting = new LinkedHashMap<OrderId, OrderFact>();
        for (var fact : batch) {
            fold(fact, wanting);
        }
        wanting.forEach(this::look);
        for (var fact : batch) {
            check(fact.orderId());
        }
    }

    private boolean nextIsFact() {
        var next = moments.peek();
        return next != null && next.fact() != null;
    }

    private void fold(OrderFact fact, Map<OrderId, OrderFact> wanting) {
        var before = orders.get(fact.orderId());
        var decision = rules.decide(before, fact, clock());
        trace.add((Record) fact);
        var reply = decision.reply();
        boolean answers = reply != null;
        boolean silent = decision.events().isEmpty() && !decision.wantsDriver();
        Invariants.require(
                answers == (silent && !fact.actor().equals(Actor.SYSTEM)),
                "%s is answered with %s",
                fact,
                reply);
        if (before != null && before.state().ended()) {
            Invariants.require(silent, "%s changed an ended order", fact);
        }
        if (!silent) {
            effective.computeIfAbsent(fact.orderId(), _ -> new ArrayList<>()).add(fact);
        }
        apply(decision);
        if (decision.wantsDriver()) {
            wanting.put(fact.orderId(), fact);
        }
    }

    private void look(OrderId id, OrderFact cause) {
        if (order(id).state() != OrderState.SEARCHING) {
            return;
        }
        int wanted = broadcasts ? 2 : 1;
        for (int i = 0; i < wanted; i++) {
            var candidates = pool.candidates(order(id).excludedDrivers());
            if (candidates.isEmpty()) {
                if (i == 0) {
                    apply(rules.nobody(order(id), 8_000, cause, clock()));
                }
                return;
            }
            if (i == 0 && chance(0.15)) {
                apply(rules.contended(order(id), 8_000, cause, clock()));
                return;
            }
            var chosen = candidates.get(random.nextInt(candidates.size()));
            var candidate =
                    new Candidate(
                            chosen, random.nextInt(8_000), random.nextInt(900), Candidate.By.ROAD);
            var terms =
                    new OfferTerms(
                            candidate,
                            pool.claim(chosen, id),
                            new Policy("nearest", Map.of()),
                            List.of(candidate));
            apply(rules.offered(order(id), terms, cause, clock()));
        }
    }

    private void apply(Decision decision) {
        for (var event : decision.events()) {
            trace.add((Record) event);
            orders.compute(event.orderId(), (_, order) -> Orders.apply(order, event));
            logs.computeIfAbsent(event.orderId(), _ -> new ArrayList<>()).add(event);
            if (event instanceof Release release) {
                pool.release(release.driverId(), release.token(), release.orderId());
                wake();
            }
            people(event);
        }
    }

    private void check(OrderId id) {
        var order = orders.get(id);
        if (order != null) {
            var log = logs.getOrDefault(id, List.of());
            Invariants.log(log, facts);
            Invariants.state(rules, order, log);
            Invariants.foldedAgain(rules, order, effective.getOrDefault(id, List.of()), clock());
        }
        Invariants.holds(pool, orders.values());
    }

    private void timers() {
        for (var order : orders.values()) {
            var due = rules.due(order, clock());
            if (due != null) {
                send(due);
            }
        }
        boolean allEnded =
                orders.size() == expected
                        && orders.values().stream().allMatch(order -> order.state().ended());
        if (!allEnded) {
            act(500, this::timers);
        }
    }

    private void wake() {
        orders.values().stream()
                .filter(order -> order.state() == OrderState.SEARCHING)
                .limit(2)
                .forEach(
                        order ->
                                send(
                                        new RetryDue(
                                                fact(),
                                                order.id(),
                                                stamp(),
                                                Actor.SYSTEM,
                                                null,
                                                attempt(order),
                                                RetryCause.WAKE)));
    }

    // --- the people ---

    private void customer(int i) {
        var id = new OrderId(Story.uuid("order" + i));
        var customer = Actor.of(new CustomerId(Story.uuid("customer" + i)));
        act(
                random.nextInt(30_000),
                () -> {
                    send(
                            new OrderPlaced(
                                    fact(),
                                    id,
                                    stamp(),
                                    customer,
                                    null,
                                    Kind.DELIVERY,
                                    Place.of(1, 1),
                                    Place.of(2, 2),
                                    null));
                    if (chance(0.25)) {
                        act(random.nextInt(200_000), () -> cancel(id, customer));
                    }
                    if (chance(0.2)) {
                        act(random.nextInt(200_000), () -> reassign(id));
                    }
                    if (chance(0.1)) {
                        act(random.nextInt(200_000), () -> cancel(id, Actor.of(anyDriver())));
                    }
                });
    }

    private void people(OrderEvent event) {
        switch (event) {
            case OfferMade e -> asked(e);
            case OfferClosed e when e.end() == OfferState.UNDELIVERED -> {
                pool.leaves(e.driverId());
                act(
                        5_000 + random.nextInt(40_000),
                        () -> {
                            pool.returns(e.driverId());
                            wake();
                        });
            }
            case OrderAccepted e -> drives(e.orderId(), e.driverId());
            default -> {}
        }
    }

    private void asked(OfferMade offer) {
        var driver = Actor.of(offer.driverId());
        int receivedMs = chance(0.1) ? random.nextInt(8_000) : random.nextInt(1_000);
        if (chance(0.85)) {
            act(
                    receivedMs,
                    () ->
                            send(
                                    new OfferReceived(
                                            fact(),
                                            offer.orderId(),
                                            stamp(),
                                            driver,
                                            null,
                                            offer.offerId())));
        }
        int answers = chance(0.1) ? 2 : chance(0.8) ? 1 : 0;
        for (int i = 0; i < answers; i++) {
            int answeredMs =
                    receivedMs
                            + (chance(0.3)
                                    ? 14_000 + random.nextInt(4_000)
                                    : random.nextInt(14_000));
            var answer = chance(0.7) ? Answer.ACCEPT : Answer.DECLINE;
            act(answeredMs, () -> answer(offer, driver, answer));
        }
        if (chance(0.05)) {
            act(answers, () -> answer(offer, Actor.of(anyDriver()), Answer.ACCEPT));
        }
    }

    private void answer(OfferMade offer, Actor driver, Answer answer) {
        send(
                new OfferAnswered(
                        fact(),
                        offer.orderId(),
                        stamp(),
                        driver,
                        "ref",
                        offer.offerId(),
                        answer,
                        null));
    }

    private void drives(OrderId id, DriverId driver) {
        var self = Actor.of(driver);
        int tripMs = 5_000 + random.nextInt(60_000);
        if (chance(0.15)) {
            act(random.nextInt(tripMs), () -> cancel(id, self));
        }
        if (chance(0.15)) {
            act(
                    random.nextInt(2 * tripMs),
                    () -> send(new DriverLost(fact(), id, stamp(), Actor.SYSTEM, null, driver)));
        }
        if (chance(0.7)) {
            act(
                    tripMs / 2,
                    () ->
                            send(
                                    new DriverArriving(
                                            fact(), id, stamp(), Actor.SYSTEM, null, driver, 30)));
        }
        if (chance(0.7)) {
            var who = chance(0.5) ? self : Actor.SYSTEM;
            act(tripMs, () -> send(new DriverArrived(fact(), id, stamp(), who, null, driver)));
        }
        // Done in the end, however long the driver has been silent: somebody looks after it.
        for (int doneMs : new int[] {tripMs, 400_000}) {
            act(doneMs, () -> send(new PickedUp(fact(), id, stamp(), self, "ref", driver)));
            act(
                    doneMs + random.nextInt(10_000) + (doneMs == tripMs ? 0 : 60_000),
                    () -> send(new Delivered(fact(), id, stamp(), self, "ref", driver)));
        }
    }

    private void cancel(OrderId id, Actor actor) {
        send(new CancelRequested(fact(), id, stamp(), actor, "ref", null));
    }

    private void reassign(OrderId id) {
        var order = orders.get(id);
        var assignment = order == null ? null : order.assignment();
        var from = assignment == null ? anyDriver() : assignment.driverId();
        var admin = Actor.admin(Story.uuid("admin"));
        send(new ReassignRequested(fact(), id, stamp(), admin, "ref", from, null));
    }

    // --- time, chance and the intake ---

    /** To the intake: soon or late, sometimes twice, in no particular order. */
    private void send(OrderFact fact) {
        facts.putIfAbsent(fact.id(), fact);
        int copies = chance(0.1) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            int delayMs =
                    chance(0.05)
                            ? random.nextInt(30_000)
                            : chance(0.2) ? random.nextInt(1_000) : random.nextInt(20);
            moments.add(new Moment(now.plusMillis(delayMs), sequence++, fact, () -> {}));
        }
    }

    private void act(int delayMs, Runnable act) {
        moments.add(new Moment(now.plusMillis(delayMs), sequence++, null, act));
    }

    /** The time of the dispatcher that has the partition at present. */
    private Instant clock() {
        return now.plusMillis(skewMs);
    }

    /** The time at which some gateway takes something. */
    private Instant stamp() {
        return now.plusMillis(random.nextInt(-20, 21));
    }

    private FactId fact() {
        return new FactId(Story.uuid("fact" + facts.size()));
    }

    private Order order(OrderId id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private static int attempt(Order order) {
        return order.phase() instanceof Phase.Searching search ? search.attempt() : 0;
    }

    private DriverId anyDriver() {
        return pool.all().get(random.nextInt(pool.all().size()));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
