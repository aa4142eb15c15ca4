package dev.beckon.dispatch.drivers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the spatial index of the drivers small. Each position that is written and each driver who
 * is claimed leaves an entry behind, and every search nearby walks over it; thousands a second
 * outgrow the index before the server's own vacuum looks, which it does for all tables alike. Who
 * writes has one of its own, and vacuums between two batches.
 */
public final class VacuumService {

    /** Entries left behind from one vacuum to the next, at the least. */
    private static final long ENTRIES = 1_000;

    private static final Duration EVERY = Duration.ofMillis(300);

    /** How many times as long as one took it is at least until the next. */
    private static final int REST = 10;

    private final DriverIndexTable table;
    private final InstantSource clock;
    private final AtomicLong left = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private Instant from = Instant.MIN;

    VacuumService(DriverIndexTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Vacuums where that is due, unless another thread is at it. */
    public void left(long entries) {
        if (entries > 0 && left.addAndGet(entries) >= ENTRIES && turn.tryLock()) {
            try {
                whereRested();
            } finally {
                turn.unlock();
            }
        }
    }

    private void whereRested() {
        var begin = clock.instant();
        if (begin.isBefore(from)) {
            return;
        }
        left.set(0);
        table.vacuum();
        var rest = Duration.between(begin, clock.instant()).multipliedBy(REST);
        from = begin.plus(rest.compareTo(EVERY) > 0 ? rest : EVERY);
    }
}
