package dev.beckon.loadtest.positions;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.sockets.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Drivers who tell where they are, one after the other, so many times a second each, whatever
 * becomes of it. A position bears the time at which it was to be sent.
 */
final class Fleet implements AutoCloseable {

    private final List<Socket> sockets;
    private final List<Drive> drives = new ArrayList<>();
    private final double perSecond;
    private final Told told;
    private final LongAdder sent = new LongAdder();
    private final LongAdder heldBack = new LongAdder();
    private final Thread thread = Thread.ofPlatform().name("fleet").unstarted(this::drive);
    private volatile boolean running = true;

    /** Hears of each position that left. */
    @FunctionalInterface
    interface Told {
        void told(int driver, long atMs);
    }

    /**
     * @param perSecond positions of each
     */
    Fleet(List<Socket> sockets, double perSecond, Told told) {
        this.sockets = sockets;
        this.perSecond = perSecond;
        this.told = told;
        var random = new Random(1);
        for (int i = 0; i < sockets.size(); i++) {
            drives.add(new Drive(random));
        }
    }

    void start() {
        thread.start();
    }

    /** Positions that left. */
    long sent() {
        return sent.sum();
    }

    /** Positions that did not, because the server reads too slowly. */
    long heldBack() {
        return heldBack.sum();
    }

    private void drive() {
        long betweenNs = Math.round(1e9 / perSecond / sockets.size());
        long beginNs = System.nanoTime();
        var begin = Instant.now();
        for (long i = 0; running; i++) {
            long dueNs = beginNs + i * betweenNs;
            for (long leftNs = dueNs - System.nanoTime(); leftNs > 0 && running; ) {
                pause(leftNs);
                leftNs = dueNs - System.nanoTime();
            }
            int driver = (int) (i % sockets.size());
            long atMs = begin.plusNanos(i * betweenNs).toEpochMilli();
            if (sockets.get(driver).send(drives.get(driver).next(Instant.ofEpochMilli(atMs)))) {
                sent.increment();
                told.told(driver, atMs);
            } else {
                heldBack.increment();
            }
        }
    }

    /** A millisecond's worth of positions goes at once. */
    private static void pause(long leftNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(leftNs, 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("interrupted while driving", e);
        }
    }

    /** Stops telling. */
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
