package dev.beckon.dispatch.round;

import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.DeadLettersKafka;
import dev.beckon.platform.kafka.Node;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.UnreadableRecordException;
import dev.beckon.platform.sql.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The dispatcher's loop: what a poll brings is a round. One thread, so that the offsets, the
 * publications and the timers of the partitions that it owns need no locks.
 */
final class DispatcherKafka implements SmartLifecycle, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherKafka.class);

    static final String GROUP = DispatchModule.DISPATCHERS;

    /** A round that took longer publishes nothing: another may own its partitions by now. */
    private static final Duration PAUSE_LIMIT =
            Duration.ofMillis(ConnectionKafka.SESSION_MS - 1_500);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration AFTER_FAULT = Duration.ofMillis(500);
    private static final Duration PRUNE = Duration.ofSeconds(30);

    /** Of one poll: what it brought besides is polled again. */
    private static final Duration POLL_LIMIT = Duration.ofSeconds(1);

    private final ConnectionKafka connection;
    private final DeadLettersKafka deadLetters;
    private final RoundService rounds;
    private final RecoveryService recovery;
    private final PublisherKafka publisher;
    private final TimersKafka timers;
    private final AfterRoundsService afterRounds;
    private final InstantSource clock;
    private final Node node;
    private final DispatcherMetrics metrics;

    private final OffsetsKafka offsets = new OffsetsKafka(PAUSE_LIMIT);
    private final TakeOverKafka takeOver;
    private final RoundSize size = new RoundSize();

    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private boolean recover;
    private long polledAt;
    private long ticked;
    private long pruned;

    DispatcherKafka(
            ConnectionKafka connection,
            DeadLettersKafka deadLetters,
            RoundService rounds,
            RecoveryService recovery,
            PublisherKafka publisher,
            TimersKafka timers,
            AfterRoundsService afterRounds,
            InstantSource clock,
            Node node,
            DispatcherMetrics metrics) {
        this.connection = connection;
        this.deadLetters = deadLetters;
        this.rounds = rounds;
        this.recovery = recovery;
        this.publisher = publisher;
        this.takeOver = new TakeOverKafka(recovery, publisher, offsets);
        this.timers = timers;
        this.afterRounds = afterRounds;
        this.clock = clock;
        this.node = node;
        this.metrics = metrics;
    }

    /** What the consumer says of itself; nothing while there is none. */
    Map<MetricName, ? extends Metric> metrics() {
        var polling = consumer;
        return polling == null ? Map.of() : polling.metrics();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("dispatcher").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        var started = thread;
        if (started != null) {
            try {
                started.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Fenced or failed, it begins anew; only the stop ends it. */
    private void run() {
        while (running) {
            try (var opened = new KafkaConsumer<byte[], byte[]>(settings())) {
                consumer = opened;
                opened.subscribe(List.of(Topics.ORDER_INTAKE.name()), this);
                while (running) {
                    turn(opened);
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the dispatcher stops");
            } catch (FencedInstanceIdException e) {
                node.fenced(GROUP);
                pauseBriefly();
            } catch (RuntimeException | Error e) {
                // An error, too: without this thread its partitions would be nobody's, and the
                // process would look alive.
                if (Faults.passing(e) || e instanceof KafkaException) {
                    LOG.warn("the dispatcher begins anew: {}", rootOf(e));
                } else {
                    LOG.error("the dispatcher begins anew", e);
                }
                pauseBriefly();
            } finally {
                consumer = null;
                offsets.forgetAll();
            }
        }
    }

    private static void pauseBriefly() {
        try {
            Thread.sleep(AFTER_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        var settings = connection.memberSettings(GROUP, node);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RoundSize.MOST);
        return settings;
    }

    private void turn(KafkaConsumer<byte[], byte[]> opened) {
        polledAt = System.nanoTime();
        var polled = opened.poll(TICK);
        try {
            if (recover) {
                recover = !takeOver.run(opened, this::tooLate);
            } else if (!polled.isEmpty()) {
                rounds(opened, polled);
            }
            offsets.commit(opened);
            recover |= offsets.failed();
            tick();
        } catch (FencedException e) {
            LOG.info("{}: letting go of what was about to be decided", e.getMessage());
            recover = true;
        } catch (RuntimeException e) {
            if (!Faults.passing(e)) {
                throw e;
            }
            LOG.warn("a round has to wait: {}", rootOf(e));
            recover = true;
            rest(opened);
        }
    }

    /** Mostly one round; a heap of facts is several, and after a while the group is heard again. */
    private void rounds(
            KafkaConsumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> polled) {
        var waiting = new ArrayList<ConsumerRecord<byte[], byte[]>>(polled.count());
        polled.forEach(waiting::add);
        int next = 0;
        while (next < waiting.size() && !recover) {
            if (next > 0 && sincePoll().compareTo(POLL_LIMIT) > 0) {
                offsets.stands()
                        .forEach(
                                (number, stand) ->
                                        opened.seek(
                                                OffsetsKafka.partition(number), stand.folded()));
                return;
            }
            int end = Math.min(next + size.facts(), waiting.size());
            round(waiting.subList(next, end).stream().map(this::decode).toList());
            next = end;
        }
    }

    /** Stays in the group while a server is away. */
    private static void rest(KafkaConsumer<byte[], byte[]> opened) {
        opened.pause(opened.assignment());
        opened.poll(AFTER_FAULT);
        opened.resume(opened.assignment());
    }

    private static String rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure.toString() : rootOf(cause);
    }

    /** A record as it came, for the dead letters, and what it says. */
    private record Polled(ConsumerRecord<byte[], byte[]> raw, Intake intake) {}

    private Polled decode(ConsumerRecord<byte[], byte[]> raw) {
        OrderFact fact = null;
        try {
            fact = new Received<>(Topics.ORDER_INTAKE, raw).value();
        } catch (UnreadableRecordException e) {
            deadLetters.put(raw, e);
        }
        return new Polled(raw, new Intake(raw.partition(), raw.offset(), fact));
    }

    /** A round that fails is split until the culprit stands alone; that one is put aside. */
    private void round(List<Polled> batch) {
        var intakes = batch.stream().map(Polled::intake).toList();
        RoundService.Outcome outcome;
        long begun = System.nanoTime();
        try {
            outcome = rounds.run(intakes, offsets.stands(), clock.instant());
        } catch (FencedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Faults.passing(e)) {
                throw e;
            }
            split(batch, e);
            return;
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        size.took(batch.size(), took);
        metrics.round(batch.size(), took);
        publish(intakes, outcome);
    }

    private void split(List<Polled> batch, RuntimeException why) {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            round(batch.subList(0, half));
            round(batch.subList(half, batch.size()));
            return;
        }
        var culprit = batch.getFirst();
        if (culprit.intake().fact() == null) {
            throw why;
        }
        deadLetters.put(culprit.raw(), why);
        round(List.of(new Polled(culprit.raw(), culprit.intake().skipped())));
    }

    private void publish(List<Intake> batch, RoundService.Outcome outcome) {
        var ends = new HashMap<Integer, Long>();
        batch.forEach(intake -> ends.put(intake.partition(), intake.offset() + 1));
        offsets.folded(ends);
        if (tooLate()) {
            LOG.warn("this process stood still for too long: what it decided is published anew");
            recover = true;
            return;
        }
        offsets.sent(ends, publisher.publish(outcome.publication()));
        afterRounds.committed(outcome);
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - ticked >= TICK.toNanos() && !recover) {
            ticked = now;
            timers.tell(offsets.stands().keySet(), clock.instant());
        }
        if (now - pruned >= PRUNE.toNanos() && !recover) {
            pruned = now;
            recovery.prune(offsets.committed());
        }
    }

    /** Since the poll so much time has passed that others may own the partitions. */
    private boolean tooLate() {
        return sincePoll().compareTo(PAUSE_LIMIT) > 0;
    }

    private Duration sincePoll() {
        return Duration.ofNanos(System.nanoTime() - polledAt);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.info("owns {}", OffsetsKafka.numbers(partitions));
        recover = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        var opened = consumer;
        if (opened != null) {
            offsets.settle();
            offsets.commitNow(opened);
        }
        offsets.letGo(OffsetsKafka.numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        var numbers = OffsetsKafka.numbers(partitions);
        LOG.info("lost {}", numbers);
        offsets.forgetSent();
        offsets.letGo(numbers);
    }
}
