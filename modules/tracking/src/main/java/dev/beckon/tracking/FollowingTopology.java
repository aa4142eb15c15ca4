package dev.beckon.tracking;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.tracking.Tracker.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** A step that knows all drivers of its task, and states facts about their orders. */
abstract class FollowingTopology<V> extends ContextualProcessor<UUID, V, UUID, byte[]> {

    /** By driver: the orders that they have. */
    static final String FOLLOWED = "followed";

    /**
     * By accepted offer: when it was over. Apart from the live ones, which are read all the time.
     */
    static final String OVER = "over";

    /** By driver: where they are, and when they were heard. */
    static final String SEEN = "seen";

    final Tracker tracker;
    private final CloudEvents events;

    private FollowingTopology(Tracker tracker, CloudEvents events) {
        this.tracker = tracker;
        this.events = events;
    }

    final KeyValueStore<UUID, Followed> followed() {
        return context().getStateStore(FOLLOWED);
    }

    final KeyValueStore<UUID, Seen> seen() {
        return context().getStateStore(SEEN);
    }

    final Seen seen(UUID driver) {
        var last = seen().get(driver);
        return last == null ? Seen.NEVER : last;
    }

    final Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }

    final void take(UUID driver, Followed before, Outcome outcome) {
        var after = outcome.followed();
        if (after.orders().isEmpty()) {
            followed().delete(driver);
        } else if (!after.equals(before)) {
            followed().put(driver, after);
        }
        for (var fact : outcome.facts()) {
            context()
                    .forward(
                            new Record<>(
                                    fact.orderId().value(),
                                    WriterKafka.encode(fact),
                                    fact.at().toEpochMilli(),
                                    events.headers(Topics.ORDER_INTAKE, fact)));
        }
    }

    /** At once, because a store must not change while it is read. */
    static <K, T> Iterable<KeyValue<K, T>> all(KeyValueStore<K, T> store) {
        var all = new ArrayList<KeyValue<K, T>>();
        try (var each = store.all()) {
            each.forEachRemaining(all::add);
        }
        return all;
    }

    /** Follows who has which order; who stands at the pickup already need not move for it. */
    static final class Holdings extends FollowingTopology<Holding> {

        private static final Duration SWEEP = Duration.ofMinutes(1);

        /**
         * How long it is remembered that an offer is over: what comes late must not begin it anew.
         */
        private static final Duration OVER_KEPT = Duration.ofMinutes(15);

        Holdings(Tracker tracker, CloudEvents events) {
            super(tracker, events);
        }

        @Override
        public void init(ProcessorContext<UUID, byte[]> context) {
            super.init(context);
            context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, _ -> sweep());
        }

        @Override
        public void process(Record<UUID, Holding> record) {
            var driver = record.key();
            var holding = record.value();
            var last = followed().get(driver);
            var before = last == null ? Followed.NOTHING : last;
            if (!holding.held()) {
                over().put(holding.offerId().value(), holding.at());
                take(driver, before, new Outcome(before.without(holding), List.of()));
            } else if (over().get(holding.offerId().value()) == null) {
                take(driver, before, tracker.moved(before.with(holding), seen(driver), now()));
            }
        }

        private KeyValueStore<UUID, Instant> over() {
            return context().getStateStore(OVER);
        }

        private void sweep() {
            var old = now().minus(OVER_KEPT);
            for (var one : all(over())) {
                if (one.value.isBefore(old)) {
                    over().delete(one.key);
                }
            }
        }
    }

    /** Hears drivers, and notices who is not heard. */
    static final class Signals extends FollowingTopology<DriverSignal> {

        private static final Duration LOOK = Duration.ofSeconds(2);
        private static final Duration SWEEP = Duration.ofMinutes(10);

        /** Whoever is away for longer has to say anew where they are. */
        private static final Duration SEEN_KEPT = Duration.ofHours(6);

        private final LongSupplier receivedBytes;
        private Listening listening = new Listening();

        /** Whoever was heard since the last look: what the store knows, or is to know. */
        private final Map<UUID, Fresh> fresh = new HashMap<>();

        private record Fresh(Seen seen, boolean stored) {}

        Signals(Tracker tracker, CloudEvents events, LongSupplier receivedBytes) {
            super(tracker, events);
            this.receivedBytes = receivedBytes;
        }

        @Override
        public void init(ProcessorContext<UUID, byte[]> context) {
            super.init(context);
            listening = new Listening();
            context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, _ -> look());
            context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, _ -> sweep());
        }

        @Override
        public void process(Record<UUID, DriverSignal> record) {
            listening.heard(Instant.ofEpochMilli(record.timestamp()), now());
            var driver = record.key();
            var followed = followed().get(driver);
            var last = fresh.get(driver);
            var before = last == null ? seen(driver) : last.seen();
            var after = before.with(record.value());
            // Of those who have no order, once between two looks will do.
            boolean store = followed != null || last == null;
            fresh.put(driver, new Fresh(after, store));
            if (store) {
                seen().put(driver, after);
            }
            if (followed != null) {
                take(driver, followed, tracker.moved(followed, after, now()));
            }
        }

        private void storeFresh(Instant now) {
            var heard = Map.copyOf(fresh);
            fresh.clear();
            heard.forEach(
                    (driver, one) -> {
                        if (!one.stored()) {
                            seen().put(driver, one.seen());
                            var followed = followed().get(driver);
                            if (followed != null) {
                                take(driver, followed, tracker.moved(followed, one.seen(), now));
                            }
                        }
                    });
        }

        private void look() {
            var now = now();
            storeFresh(now);
            var since = listening.since(now, receivedBytes.getAsLong());
            for (var one : all(followed())) {
                take(one.key, one.value, tracker.waited(one.value, seen(one.key), since, now));
            }
        }

        private void sweep() {
            var now = now();
            for (var one : all(seen())) {
                if (one.value.isBefore(now.minus(SEEN_KEPT))) {
                    seen().delete(one.key);
                }
            }
        }
    }
}
