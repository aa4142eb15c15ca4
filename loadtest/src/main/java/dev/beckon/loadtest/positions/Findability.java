package dev.beckon.loadtest.positions;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from when a position was to be sent until the driver index has it, or a later
 * one: every position of some drivers, looked for so seldom that the looking costs little.
 */
final class Findability implements AutoCloseable {

    private static final long BETWEEN_MS = 50;

    private final DriverIndexTable index;
    private final List<UUID> drivers;
    private final List<Queue<Long>> waiting;
    private final Thread thread = Thread.ofPlatform().name("findability").unstarted(this::look);
    private Histogram times = new Histogram(3);
    private volatile boolean running = true;

    /**
     * @param drivers the first ones of the fleet
     */
    Findability(DriverIndexTable index, List<UUID> drivers) {
        this.index = index;
        this.drivers = drivers;
        waiting = drivers.stream().<Queue<Long>>map(_ -> new ArrayDeque<>()).toList();
    }

    void start() {
        thread.start();
    }

    /** A position has left. */
    synchronized void told(int driver, long atMs) {
        if (driver < drivers.size()) {
            waiting.get(driver).add(atMs);
        }
    }

    /** The 99th percentile since the last time; what still waits counts as found now. */
    synchronized double takeP99Ms() {
        long nowMs = System.currentTimeMillis();
        for (var queue : waiting) {
            queue.forEach(atMs -> times.recordValue(Math.max(0, nowMs - atMs)));
        }
        double p99Ms = times.getValueAtPercentile(99);
        times = new Histogram(3);
        return p99Ms;
    }

    private void look() {
        try {
            while (running) {
                var found = index.lastAt(drivers);
                long nowMs = System.currentTimeMillis();
                synchronized (this) {
                    for (int i = 0; i < drivers.size(); i++) {
                        var atMs = found.get(drivers.get(i));
                        var queue = waiting.get(i);
                        while (atMs != null && !queue.isEmpty() && queue.peek() <= atMs) {
                            times.recordValue(Math.max(0, nowMs - queue.remove()));
                        }
                    }
                }
                Thread.sleep(BETWEEN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
