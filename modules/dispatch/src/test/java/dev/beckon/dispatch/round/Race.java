package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.Invariants;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.dispatch.round.Acts.About;
import dev.beckon.dispatch.round.Acts.Act;
import dev.beckon.routing.StraightLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Facts race each other, about many orders at once: each spot of the earth has drivers and orders
 * of its own, an order's facts come in a sequence drawn by lot, all orders' facts are mixed and cut
 * into batches by lot, and real rounds fold them. What comes of a spot is one readable line.
 *
 * <p>After a race every fact must have been answered as often as it came, what was published must
 * be what the tables hold, and exactly those drivers be held whom an order holds.
 */
final class Race {

    private static final long SEED =
            Long.getLong("beckon.race.seed", UUID.randomUUID().getLeastSignificantBits());

    private static final int PARTITIONS = 3;

    /** Kafka does not have these, so nobody else folds them. */
    private static final AtomicInteger PARTITION = new AtomicInteger(3_000);

    private static final AtomicInteger SPOT = new AtomicInteger();
    private static final int SPOTS_IN_A_ROW = 600;

    private final DSLContext dsl;
    private final RaceTables tables;
    private final Orders rules = new Orders(SearchSettings.DEFAULTS);
    private final Random lot = new Random(SEED);
    private final Instant start = Scene.now();
    private final List<Spot> spots;
    private final int firstPartition = PARTITION.getAndAdd(PARTITIONS);
    private final Map<OrderId, Integer> partitionOf = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<FactId, OrderFact> facts = new HashMap<>();
    private final Heard heard = new Heard();
    private final Map<OrderId, Map<String, List<OrderFact>>> raced = new HashMap<>();
    private Dispatchers dispatchers = Dispatchers.ONE;
    private @Nullable Runnable beside;
    private Runnable afterTheLook = () -> {};

    /** Who folds the race. */
    private enum Dispatchers {
        ONE,
        ONE_FOR_EACH_PARTITION,
        TWO_WHO_BOTH_THINK_THEY_OWN_ALL
    }

    private record Spot(
            LatLng at, CustomerId customer, List<DriverId> drivers, List<OrderId> orders) {

        LatLng placeOf(DriverId driver) {
            return new LatLng(at.lat() + 1e-4 * (1 + drivers.indexOf(driver)), at.lng());
        }
    }

    private Race(DSLContext dsl, int spots, int ordersEach) {
        this.dsl = dsl;
        this.tables = new RaceTables(dsl);
        this.spots = Stream.generate(() -> spot(ordersEach)).limit(spots).toList();
        for (int i = 0; i < PARTITIONS; i++) {
            ends.put(firstPartition + i, 0L);
        }
        orderIds().forEach(id -> partitionOf.put(id, firstPartition + lot.nextInt(PARTITIONS)));
    }

    static Race at(DSLContext dsl, int spots) {
        return new Race(dsl, spots, 1);
    }

    static Race withOrders(DSLContext dsl, int spots, int ordersEach) {
        return new Race(dsl, spots, ordersEach);
    }

    /** Farther from all others than anybody looks. */
    private static Spot spot(int orders) {
        int number = SPOT.getAndIncrement();
        double lat = -74 + 0.2 * (number / SPOTS_IN_A_ROW);
        double lng = -180 + 360.0 / SPOTS_IN_A_ROW * (number % SPOTS_IN_A_ROW);
        return new Spot(
                new LatLng(lat, lng),
                new CustomerId(UUID.randomUUID()),
                new ArrayList<>(),
                Stream.generate(() -> new OrderId(UUID.randomUUID())).limit(orders).toList());
    }

    // --- who does what ---

    /** So many more drivers at each spot, one behind the other, on shift and just seen. */
    Race drivers(int each) {
        var added = new LinkedHashMap<DriverId, LatLng>();
        for (var spot : spots) {
            for (int i = 0; i < each; i++) {
                var driver = new DriverId(UUID.randomUUID());
                spot.drivers().add(driver);
                added.put(driver, spot.placeOf(driver));
            }
        }
        tables.addDrivers(added, start);
        return this;
    }

    /** From now on each partition has a dispatcher of its own, all at work at the same time. */
    Race byADispatcherForEachPartition() {
        dispatchers = Dispatchers.ONE_FOR_EACH_PARTITION;
        return this;
    }

    /** From now on two dispatchers fold the same log, and take over as soon as they are fenced. */
    Race byRivals() {
        dispatchers = Dispatchers.TWO_WHO_BOTH_THINK_THEY_OWN_ALL;
        return this;
    }

    /**
     * From now on this happens again and again, in a thread of its own, while facts are folded.
     *
     * @param what about some of the drivers, in any order, and where they are
     */
    Race beside(Consumer<Map<DriverId, LatLng>> what) {
        var besideLot = new Random(lot.nextLong());
        var all = drivers();
        beside =
                () -> {
                    var ids = new ArrayList<>(all.keySet());
                    Collections.shuffle(ids, besideLot);
                    var some = new LinkedHashMap<DriverId, LatLng>();
                    ids.subList(0, 1 + besideLot.nextInt(ids.size()))
                            .forEach(id -> some.put(id, Objects.requireNonNull(all.get(id))));
                    what.accept(some);
                };
        return this;
    }

    /** Once, when a round of the race has seen who is there, and before it claims anybody. */
    Race afterTheLook(Runnable what) {
        var done = new AtomicBoolean();
        afterTheLook =
                () -> {
                    if (!done.getAndSet(true)) {
                        what.run();
                    }
                };
        return this;
    }

    /** All of them, and where they are. */
    Map<DriverId, LatLng> drivers() {
        var drivers = new LinkedHashMap<DriverId, LatLng>();
        spots.forEach(
                spot ->
                        spot.drivers()
                                .forEach(driver -> drivers.put(driver, spot.placeOf(driver))));
        return drivers;
    }

    /** What has happened before, everywhere and one after the other. */
    Race after(Act... acts) {
        for (var act : acts) {
            var batch = new ArrayList<OrderFact>();
            forEachOrder(about -> batch.add(know(act.fact().apply(about))));
            fold(batch, start);
        }
        return this;
    }

    /** All of these happen, in any sequence. */
    Race between(Act... acts) {
        return race(true, acts);
    }

    /** All of these happen, in this sequence, whatever batches they come in. */
    Race inSequence(Act... acts) {
        return race(false, acts);
    }

    private Race race(boolean shuffled, Act... acts) {
        var sequences = new ArrayList<List<OrderFact>>();
        forEachOrder(
                about -> {
                    var sequence = new ArrayList<OrderFact>();
                    for (var act : acts) {
                        sequence.addAll(facts(act, about));
                    }
                    if (shuffled) {
                        Collections.shuffle(sequence, lot);
                    }
                    sequences.add(sequence);
                });
        try {
            // Late enough for every timer, and before the search's deadline.
            fold(mixed(sequences), start.plusSeconds(20));
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(repeat() + "\n" + e.getMessage(), e);
        }
        return this;
    }

    private List<OrderFact> facts(Act act, About about) {
        var first = act.fact().apply(about);
        var all =
                Stream.iterate(first, fact -> act.same() ? fact : act.fact().apply(about))
                        .limit(act.times())
                        .map(this::know)
                        .toList();
        raced.computeIfAbsent(about.id(), id -> new LinkedHashMap<>())
                .computeIfAbsent(act.name(), name -> new ArrayList<>())
                .addAll(all);
        return all;
    }

    private OrderFact know(OrderFact fact) {
        facts.put(fact.id(), fact);
        return fact;
    }

    private void forEachOrder(Consumer<About> each) {
        var present = orders();
        for (var spot : spots) {
            for (var id : spot.orders()) {
                each.accept(
                        new About(
                                id,
                                spot.customer(),
                                spot.at(),
                                spot.drivers(),
                                present.get(id),
                                start));
            }
        }
    }

    private List<OrderFact> mixed(List<List<OrderFact>> sequences) {
        var turns = new ArrayList<Integer>();
        for (int i = 0; i < sequences.size(); i++) {
            turns.addAll(Collections.nCopies(sequences.get(i).size(), i));
        }
        Collections.shuffle(turns, lot);
        var iterators = sequences.stream().map(List::iterator).toList();
        return turns.stream().map(i -> iterators.get(i).next()).toList();
    }

    // --- the dispatcher ---

    private void fold(List<OrderFact> sequence, Instant now) {
        var log = new ArrayList<Intake>();
        for (var fact : sequence) {
            int partition = Objects.requireNonNull(partitionOf.get(fact.orderId()));
            log.add(new Intake(partition, ends.merge(partition, 1L, Long::sum) - 1, fact));
        }
        var owners =
                switch (dispatchers) {
                    case ONE -> List.of(owner(log, ends.keySet(), now));
                    case ONE_FOR_EACH_PARTITION ->
                            ends.keySet().stream()
                                    .map(partition -> owner(log, Set.of(partition), now))
                                    .toList();
                    case TWO_WHO_BOTH_THINK_THEY_OWN_ALL ->
                            List.of(owner(log, ends.keySet(), now), owner(log, ends.keySet(), now));
                };
        var over = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var folding =
                    CompletableFuture.allOf(
                            owners.stream()
                                    .map(owner -> CompletableFuture.runAsync(owner, threads))
                                    .toArray(CompletableFuture[]::new));
            var others = CompletableFuture.runAsync(() -> disturb(over), threads);
            folding.handle((done, failure) -> over.getAndSet(true)).join();
            CompletableFuture.allOf(folding, others).join();
        }
    }

    private void disturb(AtomicBoolean over) {
        var what = beside;
        while (what != null && !over.get()) {
            what.run();
        }
    }

    private Owner owner(List<Intake> log, Set<Integer> partitions, Instant now) {
        var rounds =
                new RoundService(
                        watched(),
                        rules,
                        SearchSettings.DEFAULTS,
                        MatchingPolicy.BATCH,
                        new CandidatesService(
                                new NeighboursService(new CandidatesTable()), StraightLine.TOWN),
                        new RoadTime(RoadTime.Limits.USUAL, System::nanoTime),
                        new DispatcherMetrics(new SimpleMeterRegistry()));
        return new Owner(dsl, rounds, log, partitions, now, heard, new Random(lot.nextLong()));
    }

    /** Tells when a round has looked for the nearest drivers. */
    private DSLContext watched() {
        var listener =
                ExecuteListener.onEnd(
                        query -> {
                            if (String.valueOf(query.sql()).contains("<->")) {
                                afterTheLook.run();
                            }
                        });
        return DSL.using(dsl.configuration().deriveAppending(listener));
    }

    // --- what came of it ---

    /** Each spot came to one of these, and each of these came up somewhere. */
    void comesTo(String... outcomes) {
        var seen = outcomes();
        assertThat(seen.keySet()).as("%s%n%s", repeat(), seen).containsExactlyInAnyOrder(outcomes);
    }

    /** Each spot came to one of these; how many did is a matter of speed. */
    void comesToSomeOf(String... outcomes) {
        var seen = outcomes();
        assertThat(seen.keySet()).as("%s%n%s", repeat(), seen).isSubsetOf(outcomes);
    }

    private static String repeat() {
        return "Repeat with -Dbeckon.race.seed=%d".formatted(SEED);
    }

    /** How often what came of a spot. */
    private Map<String, Integer> outcomes() {
        var present = orders();
        var counts = new TreeMap<String, Integer>();
        for (var spot : spots) {
            var outcome =
                    spot.orders().stream()
                            .map(id -> outcome(id, present.get(id), spot))
                            .sorted()
                            .collect(Collectors.joining(" + "));
            counts.merge(outcome, 1, Integer::sum);
        }
        return counts;
    }

    private String outcome(OrderId id, @Nullable Order order, Spot spot) {
        var words = new ArrayList<String>();
        words.add(order == null ? "none" : state(order, spot));
        raced.getOrDefault(id, Map.of())
                .forEach((name, all) -> words.add(name + " " + heard.answersTo(all)));
        return String.join(" | ", words);
    }

    private static String state(Order order, Spot spot) {
        var state = order.state();
        if (state == OrderState.SEARCHING) {
            return "SEARCHING(%d)".formatted(order.status(List.of(), order.at()).attempt());
        }
        var assignment = order.assignment();
        var driver =
                assignment != null
                        ? assignment.driverId()
                        : order.liveOffers().stream()
                                .map(offer -> offer.driverId())
                                .findAny()
                                .orElse(null);
        return driver == null
                ? state.name()
                : "%s(d%d)".formatted(state, 1 + spot.drivers().indexOf(driver));
    }

    // --- what must hold whatever came of it ---

    private void check() {
        raced.values().stream()
                .flatMap(acts -> acts.values().stream())
                .forEach(heard::checkAnswersTo);
        checkTables();
    }

    private void checkTables() {
        var orders = orders();
        var events = tables.events(orderIds());
        assertThat(events).as("events").isEqualTo(heard.events());
        for (var order : orders.values()) {
            var log = events.getOrDefault(order.id(), List.of());
            Invariants.log(log, facts);
            Invariants.state(rules, order, log);
        }
        tables.checkHolds(orders.values(), drivers().keySet());
    }

    private Map<OrderId, Order> orders() {
        return tables.orders(orderIds());
    }

    private List<OrderId> orderIds() {
        return spots.stream().flatMap(spot -> spot.orders().stream()).toList();
    }
}
