package dev.beckon.replay;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.replay.OrderTrail.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves from the records of the order topics that every {@link Rule} holds; pure.
 *
 * <p>Records of one topic and partition come in their order; whole topics may come one after the
 * other, facts best first. Of a finished order a few numbers are kept, of an open one what the core
 * keeps.
 *
 * <p><b>A system at work.</b> After {@link #seal} may come what was written since. It can only
 * answer what is still open about the records before: an event without its status, a hold without
 * its release. What is newer is folded, and judged by what it is, not by what is not there yet. An
 * order without any event is lost when facts behind it in its partition were decided on, or when
 * the database says that its fact was ({@link #folded}), and open when the dispatcher may just not
 * have come to it.
 */
final class Audit {

    /** What was compacted away takes its tombstone with it after this: Kafka's default. */
    private static final Duration TOMBSTONES_KEPT = Duration.ofHours(24);

    /** A version that is further ahead is not a gap but garbage. */
    private static final long LARGEST_GAP = 100_000;

    private final long forgottenBeforeMs;
    private final Breaches breaches;
    private final Holds holds;

    private final Map<OrderId, Known> orders = new HashMap<>();
    private final FactIndex facts = new FactIndex();
    private final Map<Integer, Long> decidedUpTo = new HashMap<>();
    private final Map<Origin, String> unreadable = new LinkedHashMap<>();
    private final Set<Origin> deadLetters = new HashSet<>();

    private long factCount;
    private long eventCount;
    private long statusCount;
    private long duplicates;

    private boolean sealed;
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Uncaused> uncaused = new ArrayList<>();
    private final List<Origin> lost = new ArrayList<>();

    /** All that is kept of one order. */
    private static final class Known {

        private static final long NOWHERE = -1;

        private final OrderTrail trail;
        private long placed = NOWHERE;
        private long statusVersion;
        private long statusAt;
        private @Nullable Picture status;
        private long tombstone = NOWHERE;

        private Known(OrderTrail trail) {
            this.trail = trail;
        }

        private Origin placed() {
            return Origin.of(Topics.ORDER_INTAKE, placed);
        }

        private Origin status() {
            return Origin.of(Topics.ORDER_STATUS, statusAt);
        }
    }

    /** An order about which something was not there yet, as far as it had come then. */
    private record Doubt(Known known, long version, long statusVersion, boolean overtaken) {}

    /** An event whose fact was not there yet. */
    private record Uncaused(OrderEvent event, long fingerprint, Origin origin) {}

    /**
     * @param stored whether the database is compared, too
     * @param now decides how old an end must be for its status to be gone without a trace
     */
    Audit(Instant now, boolean stored) {
        forgottenBeforeMs = now.minus(TOMBSTONES_KEPT).toEpochMilli();
        var rules = EnumSet.allOf(Rule.class);
        rules.removeIf(rule -> rule.stored() && !stored);
        breaches = new Breaches(rules);
        holds = new Holds(breaches);
    }

    void fact(Origin origin, OrderFact fact) {
        factCount++;
        facts.putIfAbsent(FactIndex.fingerprint(fact.orderId(), fact.id()), origin.packed());
        if (fact instanceof OrderPlaced && fact.actor().role() == ActorRole.CUSTOMER) {
            var known = known(fact.orderId());
            if (known.placed == Known.NOWHERE) {
                known.placed = origin.packed();
            }
        }
    }

    void event(Origin origin, long publishedMs, OrderEvent event) {
        eventCount++;
        var trail = known(event.orderId()).trail;
        long version = event.version();
        if (version < 1 || version > trail.version() + LARGEST_GAP) {
            breaches.add(Rule.VERSIONS, trail.about(), "has a version " + version, origin);
            return;
        }
        if (version <= trail.version()) {
            duplicates++;
            if (!trail.has(version, event)) {
                var sentence = "has a version %d that is not the one before".formatted(version);
                breaches.add(Rule.DUPLICATES, trail.about(), sentence, origin);
            }
            return;
        }
        caused(origin, event);
        var began = trail.add(event, origin.packed(), publishedMs);
        if (began != null) {
            holds.add(began);
        }
    }

    private void caused(Origin origin, OrderEvent event) {
        long fingerprint = FactIndex.fingerprint(event.orderId(), event.cause());
        long fact = facts.find(fingerprint);
        if (fact != FactIndex.ABSENT) {
            var at = Origin.of(Topics.ORDER_INTAKE, fact);
            decidedUpTo.merge(at.partition(), at.offset(), Math::max);
        } else if (!sealed) {
            uncaused.add(new Uncaused(event, fingerprint, origin));
        }
    }

    void status(Origin origin, OrderStatus status) {
        statusCount++;
        var known = known(status.orderId());
        var picture = Picture.of(status);
        if (status.version() > known.statusVersion) {
            known.statusVersion = status.version();
            known.statusAt = origin.packed();
            known.status = picture;
        } else if (status.version() == known.statusVersion && !picture.equals(known.status)) {
            breaches.add(
                    Rule.STATUS,
                    known.trail.about(),
                    "has two different statuses of version " + status.version(),
                    origin,
                    known.status());
        }
    }

    /** The status of an order is gone. */
    void tombstone(Origin origin, OrderId orderId) {
        statusCount++;
        known(orderId).tombstone = origin.packed();
    }

    void unreadable(Origin origin, String why) {
        unreadable.put(origin, why);
    }

    /**
     * A record was put aside.
     *
     * @param original where it stood
     */
    void deadLetter(Origin original) {
        deadLetters.add(original);
    }

    /** All has been read that was there at the start. */
    void seal() {
        sealed = true;
        uncaused.removeIf(event -> facts.find(event.fingerprint()) != FactIndex.ABSENT);
        for (var known : orders.values()) {
            var doubt =
                    new Doubt(known, known.trail.version(), known.statusVersion, overtaken(known));
            if (trouble(doubt) != null) {
                doubts.add(doubt);
            }
        }
        holds.seal();
        lost.addAll(unreadable.keySet());
    }

    /**
     * The database says how far the facts are folded: what was placed before that is decided on, or
     * lost. Comes after {@link #seal}.
     *
     * @param ends of each partition, the first offset that is not folded
     */
    void folded(Map<Integer, Long> ends) {
        ends.forEach((partition, end) -> decidedUpTo.merge(partition, end, Math::max));
        var doubted =
                doubts.stream()
                        .filter(Doubt::overtaken)
                        .map(Doubt::known)
                        .collect(Collectors.toSet());
        for (var known : orders.values()) {
            if (overtaken(known) && !doubted.contains(known)) {
                doubts.add(new Doubt(known, 0, known.statusVersion, true));
            }
        }
    }

    /** Whether nothing is open any more about what was there at the start. */
    boolean settled() {
        doubts.removeIf(doubt -> trouble(doubt) == null);
        uncaused.removeIf(event -> facts.find(event.fingerprint()) != FactIndex.ABSENT);
        lost.removeIf(deadLetters::contains);
        return doubts.isEmpty() && uncaused.isEmpty() && holds.settled() && lost.isEmpty();
    }

    /** Where and how far the log is, for a comparison with the database. */
    @Nullable OrderTrail findOrder(OrderId orderId) {
        var known = orders.get(orderId);
        return known == null ? null : known.trail;
    }

    Iterable<OrderTrail> listOrders() {
        return () -> orders.values().stream().map(known -> known.trail).iterator();
    }

    Holds holds() {
        return holds;
    }

    Breaches breaches() {
        return breaches;
    }

    /**
     * The end of it; comes once, after {@link #seal}.
     *
     * @param left rows of the database that were left out
     */
    AuditReport report(long left) {
        settled();
        lost.forEach(
                origin ->
                        breaches.add(
                                Rule.READABLE,
                                origin.toString(),
                                "cannot be read, and is no dead letter: " + unreadable.get(origin),
                                origin));
        uncaused.forEach(this::uncaused);
        doubts.forEach(doubt -> report(doubt.known(), trouble(doubt)));
        long inFlight = 0;
        for (var known : orders.values()) {
            if (known.trail.version() != known.statusVersion) {
                inFlight += known.statusVersion == 0 ? 0 : 1;
            } else {
                compare(known);
            }
            if (known.tombstone != Known.NOWHERE && !known.trail.ended()) {
                breaches.add(
                        Rule.STATUS,
                        known.trail.about(),
                        "lost its status while open",
                        Origin.of(Topics.ORDER_STATUS, known.tombstone));
            }
        }
        holds.report();
        return new AuditReport(counts(inFlight, left), breaches.counts(), breaches.kept());
    }

    private Known known(OrderId orderId) {
        return orders.computeIfAbsent(orderId, id -> new Known(new OrderTrail(id, breaches)));
    }

    /** Whether a fact behind the order's first one was decided on, and that one was not. */
    private boolean overtaken(Known known) {
        if (known.placed == Known.NOWHERE || known.trail.version() > 0) {
            return false;
        }
        var placed = known.placed();
        return decidedUpTo.getOrDefault(placed.partition(), -1L) > placed.offset()
                || deadLetters.contains(placed);
    }

    private record Trouble(Rule rule, String sentence, Origin... records) {}

    private @Nullable Trouble trouble(Doubt doubt) {
        var known = doubt.known();
        var trail = known.trail;
        if (known.placed == Known.NOWHERE) {
            return new Trouble(
                    Rule.PHANTOMS,
                    "was never placed",
                    trail.version() > 0 ? trail.last() : known.status());
        }
        if (doubt.overtaken() && trail.version() == 0) {
            return new Trouble(
                    Rule.OUTCOMES, "was acknowledged and never decided on", known.placed());
        }
        if (doubt.statusVersion() > trail.version()) {
            return new Trouble(
                    Rule.STATUS,
                    "has a status of version %d, and events up to %d"
                            .formatted(known.statusVersion, trail.version()),
                    known.status());
        }
        if (doubt.version() > known.statusVersion && !goneForGood(known)) {
            return new Trouble(
                    Rule.STATUS,
                    "has events up to %d, and a status of version %d"
                            .formatted(trail.version(), known.statusVersion),
                    trail.last());
        }
        return null;
    }

    /** The status of an order that ended goes after a while, and so does the sign that it went. */
    private boolean goneForGood(Known known) {
        return known.trail.ended()
                && (known.tombstone != Known.NOWHERE
                        || (known.statusVersion == 0 && known.trail.atMs() < forgottenBeforeMs));
    }

    private void report(Known known, @Nullable Trouble trouble) {
        if (trouble != null) {
            breaches.add(
                    trouble.rule(), known.trail.about(), trouble.sentence(), trouble.records());
        }
    }

    private void uncaused(Uncaused uncaused) {
        var event = uncaused.event();
        breaches.add(
                Rule.FACTS,
                "order " + event.orderId(),
                "%s (version %d) names fact %s, which is not there"
                        .formatted(
                                event.getClass().getSimpleName(), event.version(), event.cause()),
                uncaused.origin());
    }

    private void compare(Known known) {
        var folded = known.trail.picture();
        var status = known.status;
        if (folded == null || status == null || folded.equals(status)) {
            return;
        }
        var sentence =
                folded.state() == status.state()
                        ? "has a status that differs from what the core makes of its events"
                        : "has the status %s, and is %s by its events"
                                .formatted(status.state(), folded.state());
        breaches.add(
                Rule.STATUS, known.trail.about(), sentence, known.status(), known.trail.last());
    }

    private AuditCounts counts(long inFlight, long left) {
        var outcomes = new EnumMap<OrderState, Long>(OrderState.class);
        long placed = 0;
        long open = 0;
        long delivered = 0;
        long sawArriving = 0;
        long sawArrived = 0;
        for (var known : orders.values()) {
            if (known.placed != Known.NOWHERE) {
                placed++;
                var picture = known.trail.picture();
                if (!known.trail.ended()) {
                    open++;
                } else if (picture != null) {
                    outcomes.merge(picture.state(), 1L, Long::sum);
                    if (picture.state() == OrderState.DELIVERED) {
                        delivered++;
                        sawArriving += known.trail.sawArriving() ? 1 : 0;
                        sawArrived += known.trail.sawArrived() ? 1 : 0;
                    }
                }
            }
        }
        long held = holds.size();
        return new AuditCounts(
                factCount + eventCount + statusCount + unreadable.size(),
                factCount,
                eventCount,
                statusCount,
                placed,
                open,
                outcomes,
                delivered,
                sawArriving,
                sawArrived,
                held,
                holds.drivers(),
                held,
                duplicates,
                unreadable.keySet().stream().filter(deadLetters::contains).count(),
                inFlight,
                left);
    }
}
