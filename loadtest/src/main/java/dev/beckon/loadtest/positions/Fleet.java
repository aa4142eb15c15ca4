package dev.beckon.loadtest.positions;

import dev.beckon.loadtest.sockets.Socket;
import dev.beckon.loadtest.sockets.Sockets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Drivers who tell where they are, one after the other, so many times a second each, whatever
 * becomes of it. A position bears the time at which it was to be sent.
 */
final class Fleet implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(1);

    private final List<Socket> sockets;
    private final List<Drive> drives = new ArrayList<>();
    private final long betweenNs;
    private final Told told;
    private final LongAdder sent = new LongAdder();
    private final LongAdder heldBack = new LongAdder();
    private final Instant begin = Instant.now();
    private final long beginNs = System.nanoTime();
    private final Future<?> driving;
    private volatile boolean running = true;
    private long next;

    /** Hears of each position that left. */
    @FunctionalInterface
    interface Told {
        void told(int driver, long atMs);
    }

    /**
     * Starts at once, on the sockets' own thread: from another, each message would wake it.
     *
     * @param perSecond positions of each
     */
    Fleet(Sockets all, List<Socket> sockets, double perSecond, Told told) {
        this.sockets = sockets;
        this.betweenNs = Math.round(1e9 / perSecond / sockets.size());
        this.told = told;
        var random = new Random(1);
        for (int i = 0; i < sockets.size(); i++) {
            drives.add(new Drive(random));
        }
        driving = all.every(TICK, this::drive);
    }

    /** Positions that left. */
    long sent() {
        return sent.sum();
    }

    /** Positions that did not, because the server reads too slowly. */
    long heldBack() {
        return heldBack.sum();
    }

    /** All that are due, also those that should have left long ago. */
    private void drive() {
        for (; beginNs + next * betweenNs <= System.nanoTime() && running; next++) {
            int driver = (int) (next % sockets.size());
            long atMs = begin.plusNanos(next * betweenNs).toEpochMilli();
            if (sockets.get(driver).send(drives.get(driver).next(Instant.ofEpochMilli(atMs)))) {
                sent.increment();
                told.told(driver, atMs);
            } else {
                heldBack.increment();
            }
        }
    }

    /** Stops telling. */
    @Override
    public void close() {
        running = false;
        driving.cancel(false);
    }
}
