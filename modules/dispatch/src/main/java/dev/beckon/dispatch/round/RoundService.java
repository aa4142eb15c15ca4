package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.dispatch.matching.Match;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.matching.Need;
import dev.beckon.dispatch.order.OfferTerms;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.kafka.WriterKafka;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** One round: whatever has queued up, decided in one transaction. */
final class RoundService {

    /** How often the losers among rivals for the same drivers are matched again. */
    private static final int PASSES = 5;

    /** Candidates that an offer tells of. */
    private static final int TOLD = 12;

    private final DSLContext dsl;
    private final Orders rules;
    private final SearchSettings settings;
    private final MatchingPolicy policy;
    private final PartitionsTable partitions = new PartitionsTable();
    private final OrdersTable orders;
    private final EventsTable events = new EventsTable();
    private final ClaimsTable claims = new ClaimsTable();
    private final CandidatesService candidates;
    private final RoadTime roadTime;
    private final DispatcherMetrics metrics;
    private final KnownOrders known = new KnownOrders();

    RoundService(
            DSLContext dsl,
            Orders rules,
            SearchSettings settings,
            MatchingPolicy policy,
            CandidatesService candidates,
            RoadTime roadTime,
            DispatcherMetrics metrics) {
        this.dsl = dsl;
        this.rules = rules;
        this.settings = settings;
        this.policy = policy;
        this.orders = new OrdersTable(rules);
        this.candidates = candidates;
        this.roadTime = roadTime;
        this.metrics = metrics;
    }

    /**
     * What a round has decided.
     *
     * @param claims how many drivers were claimed
     * @param freed drivers whose hold ended and who may be free now
     * @param unserved orders that found nobody and begin to wait
     */
    record Outcome(
            Publication publication, long claims, Set<DriverId> freed, Set<OrderId> unserved) {}

    /**
     * Folds a batch and commits what follows.
     *
     * @param stands where this owner stands with each partition
     * @throws FencedException if another instance has taken one of the partitions over
     */
    Outcome run(List<Intake> batch, Map<Integer, Stand> stands, Instant now) {
        var time = roadTime.begin();
        var partitionOf = partitionOf(batch);
        var committed =
                dsl.transactionResult(
                        configuration -> {
                            var tx = configuration.dsl();
                            var orders = begin(tx, batch, partitionOf.keySet(), stands);
                            var round = new Round(rules, orders, now);
                            batch.forEach(round::fold);
                            var releases = round.releases();
                            claims.release(tx, releases, now);
                            var unserved = search(tx, round, time);
                            return new Committed(
                                    new Outcome(
                                            commit(tx, round, partitionOf),
                                            round.claims(),
                                            releases.stream()
                                                    .map(Publication.Release::driver)
                                                    .collect(Collectors.toSet()),
                                            unserved),
                                    round.changed());
                        });
        known.keep(committed.changed(), partitionOf, stands);
        time.end();
        return committed.outcome();
    }

    private record Committed(Outcome outcome, List<Order> changed) {}

    /** Moves the partitions on, and reads what is not known of the orders in the batch. */
    private Map<OrderId, Order> begin(
            DSLContext tx, List<Intake> batch, Set<OrderId> ids, Map<Integer, Stand> stands) {
        var ends = new TreeMap<Integer, Long>();
        batch.forEach(intake -> ends.put(intake.partition(), intake.offset() + 1));
        var found = known.of(batch, stands);
        var missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        var statements = new StatementsTable();
        int advance = partitions.advance(statements, ends, stands);
        int load = orders.load(statements, missing);
        statements.run(tx);
        partitions.moved(statements.rows(advance), ends);
        found.putAll(orders.loaded(statements, load));
        return found;
    }

    private static Map<OrderId, Integer> partitionOf(List<Intake> batch) {
        var partitionOf = new HashMap<OrderId, Integer>();
        for (var intake : batch) {
            if (intake.fact() != null) {
                partitionOf.put(intake.fact().orderId(), intake.partition());
            }
        }
        return partitionOf;
    }

    /**
     * Looks, matches and claims until nobody is left who had a candidate: usually once. Whoever
     * loses a driver to another round or to a rival of its own is given the next.
     *
     * @return orders that found nobody
     */
    private Set<OrderId> search(DSLContext tx, Round round, RoadTime.OfRound time) {
        double reachM = settings.radiiM().getLast();
        var lost = new HashSet<DriverId>();
        var contended = new HashSet<OrderId>();
        var seekers = round.seekers();
        for (int pass = 0; pass < PASSES && !seekers.isEmpty(); pass++) {
            var look = new NeighboursService.Look(tx, reachM, round.now(), lost);
            var seen = candidates.needs(look, seekers, time);
            // Who lost a driver that is not in view any more has nobody to wait for.
            contended.clear();
            seen.stream()
                    .filter(need -> !free(need, lost).equals(need))
                    .map(Need::orderId)
                    .forEach(contended::add);
            var needs =
                    seen.stream()
                            .map(need -> free(need, lost))
                            .filter(need -> !need.candidates().isEmpty())
                            .toList();
            needs.forEach(need -> metrics.candidates(need.candidates().size()));
            var matches = Rings.match(policy, settings.radiiM(), needs);
            var won = claim(tx, round, seekers, needs, matches);
            for (var match : matches) {
                if (!won.contains(match.orderId())) {
                    contended.add(match.orderId());
                    lost.add(match.candidate().driverId());
                }
            }
            if (needs.isEmpty()) {
                break;
            }
            var reached =
                    seen.stream()
                            .filter(need -> !need.candidates().isEmpty())
                            .map(Need::orderId)
                            .collect(Collectors.toSet());
            seekers =
                    round.seekers().stream().filter(order -> reached.contains(order.id())).toList();
        }
        var unserved = new HashSet<OrderId>();
        for (var order : round.seekers()) {
            if (contended.contains(order.id())) {
                round.contended(order.id(), reachM);
            } else if (round.nobody(order.id(), reachM)) {
                unserved.add(order.id());
            }
        }
        return unserved;
    }

    private static Need free(Need need, Set<DriverId> lost) {
        return lost.isEmpty()
                ? need
                : new Need(
                        need.orderId(),
                        need.candidates().stream()
                                .filter(candidate -> !lost.contains(candidate.driverId()))
                                .toList());
    }

    private Set<OrderId> claim(
            DSLContext tx,
            Round round,
            List<Order> seekers,
            List<Need> needs,
            List<Match> matches) {
        if (matches.isEmpty()) {
            return Set.of();
        }
        var byId = seekers.stream().collect(Collectors.toMap(Order::id, Function.identity()));
        var wanted = new ArrayList<ClaimsTable.Claim>();
        for (var match : matches) {
            var order = Objects.requireNonNull(byId.get(match.orderId()));
            wanted.add(
                    new ClaimsTable.Claim(
                            order.id(),
                            match.candidate().driverId(),
                            Orders.nextAssignmentId(order)));
        }
        var tokens = claims.claim(tx, wanted);
        metrics.claims(wanted.size(), tokens.size());
        var why = policy.policy(needs);
        var among = new HashMap<OrderId, List<Candidate>>();
        needs.forEach(need -> among.put(need.orderId(), need.candidates()));
        for (var match : matches) {
            var token = tokens.get(match.orderId());
            if (token != null) {
                var all = among.getOrDefault(match.orderId(), List.of());
                round.offered(
                        match.orderId(),
                        new OfferTerms(match.candidate(), token, why, worthTelling(match, all)));
            }
        }
        return tokens.keySet();
    }

    /** In a crowd everybody has hundreds in view, and most of them say nothing of the choice. */
    private static List<Candidate> worthTelling(Match match, List<Candidate> all) {
        if (all.size() <= TOLD) {
            return all;
        }
        var nearest = all.subList(0, TOLD);
        return nearest.contains(match.candidate())
                ? nearest
                : Stream.concat(all.subList(0, TOLD - 1).stream(), Stream.of(match.candidate()))
                        .toList();
    }

    /** Writes what was decided. The end of the transaction goes with it: one way less. */
    private Publication commit(DSLContext tx, Round round, Map<OrderId, Integer> partitionOf) {
        var decided =
                round.decided().stream()
                        .map(
                                one ->
                                        new Publication.Event(
                                                one.event(),
                                                one.cause().partition(),
                                                one.cause().offset(),
                                                WriterKafka.encode(one.event())))
                        .toList();
        var replied =
                round.replied().stream()
                        .map(
                                one ->
                                        new Publication.Reply(
                                                one.reply(),
                                                one.cause().partition(),
                                                one.cause().offset(),
                                                WriterKafka.encode(one.reply())))
                        .toList();
        var statements = new StatementsTable();
        events.append(statements, decided);
        orders.save(statements, partitionOf, round.changed());
        events.appendReplies(statements, replied);
        statements.add("COMMIT");
        statements.run(tx);
        return new Publication(decided, round.statuses(), replied);
    }
}
