package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * and for a while after that, leaves together; where much waits, of each driver only the last: a
 * node or a log that falls behind has fewer positions to tell, and not older ones. Nothing waits
 * where nothing has just left.
 */
final class SignalsService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SignalsService.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /**
     * So many times as long as some took to arrive, the next wait. Each costs the log and all who
     * read it several times what it costs here, so that what is too much shows here first.
     */
    private static final int REST = 2;

    /** Who searches is to find a driver within a second of where they are. */
    private static final Duration REST_MOST = Duration.ofMillis(250);

    private final int many;
    private final Function<DriverSignal, CompletableFuture<?>> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition stopped = lock.newCondition();
    private Waiting waiting = new Waiting();
    private long thinned;
    private boolean running;
    private @Nullable Thread thread;

    /** What leaves next: all of the first, then the last of each driver. */
    private record Waiting(List<DriverSignal> first, Map<UUID, DriverSignal> last) {
        Waiting() {
            this(new ArrayList<>(), new LinkedHashMap<>());
        }

        boolean isEmpty() {
            return first.isEmpty();
        }

        List<DriverSignal> all() {
            first.addAll(last.values());
            return first;
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
            if (waiting.first().size() < many) {
                waiting.first().add(signal);
            } else if (waiting.last().put(signal.driverId().value(), signal)
                    instanceof DriverLocated) {
                thinned++;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Positions that did not leave because the driver's next signal came first. */
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
                rest(Math.min(REST * tookNs, REST_MOST.toNanos()));
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
            var taken = waiting;
            waiting = new Waiting();
            return taken.all();
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
        Thread last;
        lock.lock();
        try {
            running = false;
            changed.signal();
            stopped.signal();
            last = thread;
        } finally {
            lock.unlock();
        }
        try {
            if (last != null && !last.join(LAST_WORDS)) {
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
