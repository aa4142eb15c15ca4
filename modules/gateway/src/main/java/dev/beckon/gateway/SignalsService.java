package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What drivers' sockets tell the log of where they are. What comes while some of it is underway,
 * and for a while after that, waits in a queue. Where much waits, a driver's next signal takes the
 * place of the last one there, and what comes just after one that has left does not queue up: a
 * node or a log that falls behind has fewer positions to tell, and not older ones. Nothing waits
 * where nothing has just left.
 */
final class SignalsService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SignalsService.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /**
     * What leaves together is as much as this, or one in so many of what waits: who reads the topic
     * takes up the first while the others still wait, instead of standing idle before thousands.
     */
    private static final int TOGETHER = 500;

    private static final int TOGETHER_OF = 8;

    /**
     * As long as some took to arrive, the next wait, but no longer than this. Each costs the log
     * and all who read it several times what it costs here, so that what is too much shows here
     * first.
     */
    private static final Duration REST_MOST = Duration.ofMillis(100);

    /** What comes no later than this after the last, the driver index would mostly pass over. */
    private static final Duration AGAIN = Duration.ofMillis(300);

    private final int many;
    private final Function<DriverSignal, CompletableFuture<?>> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition stopped = lock.newCondition();
    private final Queue<Place> waiting = new ArrayDeque<>();

    /** The last place of each driver who has one. */
    private final Map<UUID, Place> last = new HashMap<>();

    /** Of when each driver's last position is that the driver index will not pass over. */
    private final Map<UUID, Instant> keptAt = new HashMap<>();

    private long thinned;
    private boolean running;
    private @Nullable Thread thread;

    /** In the queue. */
    private static final class Place {
        private DriverSignal signal;

        Place(DriverSignal signal) {
            this.signal = signal;
        }
    }

    /**
     * @param many so many may wait before a driver's next takes the place of the one before
     * @param log done when the log has the signal
     */
    SignalsService(int many, Function<DriverSignal, CompletableFuture<?>> log) {
        this.many = many;
        this.log = log;
    }

    /** Has it leave as soon as what is underway has arrived. */
    void tell(DriverSignal signal) {
        lock.lock();
        try {
            var place = waiting.size() < many ? null : last.get(signal.driverId().value());
            if (place != null) {
                count(place.signal);
                keep(signal, place.signal);
                place.signal = signal;
            } else if (waiting.size() < many || !isJustAfter(signal)) {
                place = new Place(signal);
                waiting.add(place);
                last.put(signal.driverId().value(), place);
                keep(signal, null);
                changed.signal();
            } else {
                count(signal);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(DriverSignal leftOut) {
        if (leftOut instanceof DriverLocated) {
            thinned++;
        }
    }

    private boolean isJustAfter(DriverSignal signal) {
        var before = keptAt.get(signal.driverId().value());
        return before != null
                && signal instanceof DriverLocated next
                && !next.at().isAfter(before.plus(AGAIN));
    }

    /**
     * What the driver index passes over does not count: both would leave out one after the other.
     */
    private void keep(DriverSignal signal, @Nullable DriverSignal replaced) {
        var driver = signal.driverId().value();
        if (!(signal instanceof DriverLocated position)) {
            keptAt.remove(driver);
        } else if (!isJustAfter(signal) || isKept(replaced)) {
            keptAt.put(driver, position.at());
        }
    }

    private boolean isKept(@Nullable DriverSignal signal) {
        return signal instanceof DriverLocated position
                && position.at().equals(keptAt.get(position.driverId().value()));
    }

    /** Positions that did not leave, because the driver's next or last took their place. */
    long thinned() {
        lock.lock();
        try {
            return thinned;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var next = take(); !next.isEmpty(); next = take()) {
                long beginNs = System.nanoTime();
                send(next);
                long tookNs = System.nanoTime() - beginNs;
                rest(Math.min(tookNs, REST_MOST.toNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not where the node stops. */
    private void rest(long forNs) throws InterruptedException {
        lock.lock();
        try {
            for (long leftNs = forNs; running && leftNs > 0; ) {
                leftNs = stopped.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to send; nothing, when there is nothing left and the node stops. */
    private List<DriverSignal> take() throws InterruptedException {
        lock.lock();
        try {
            while (running && waiting.isEmpty()) {
                changed.await();
            }
            int most = Math.max(TOGETHER, waiting.size() / TOGETHER_OF);
            var taken = new ArrayList<DriverSignal>();
            while (taken.size() < most && !waiting.isEmpty()) {
                var place = waiting.remove();
                last.remove(place.signal.driverId().value(), place);
                taken.add(place.signal);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What is lost is made good by the driver's next. */
    private void send(List<DriverSignal> signals) {
        var underway = new ArrayList<CompletableFuture<?>>(signals.size());
        for (var signal : signals) {
            var one = log.apply(signal);
            underway.add(one);
            if (one.isCompletedExceptionally()) {
                // Whatever hindered it at once would hold up each of the others as long.
                break;
            }
        }
        try {
            CompletableFuture.allOf(underway.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            LOG.warn(
                    "of {} signals of drivers not all are in the log: {}",
                    signals.size(),
                    String.valueOf(e.getCause()));
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
            thread = Thread.ofPlatform().name("gateway.signals").daemon().start(this::run);
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while for what is still to be told: who closed their socket last, before all. */
    @Override
    public void stop() {
        Thread ending;
        lock.lock();
        try {
            running = false;
            changed.signal();
            stopped.signal();
            ending = thread;
        } finally {
            lock.unlock();
        }
        try {
            if (ending != null && !ending.join(LAST_WORDS)) {
                LOG.warn("the log does not take the drivers' last signals");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** After the keeper, who closes the sockets. */
    @Override
    public int getPhase() {
        return KeeperService.PHASE - 100;
    }
}
