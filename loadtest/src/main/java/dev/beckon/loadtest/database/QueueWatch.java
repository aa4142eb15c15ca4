package dev.beckon.loadtest.database;

import dev.beckon.loadtest.LoadtestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at a queue again and again until it is done or nobody wants to know any more. */
final class QueueWatch implements Runnable {

    private static final long LOOK_MS = 100;

    private final long length;
    private final LongSupplier doneNow;
    private final LongSupplier nanoTime;
    private final List<Look> looks = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private record Look(long atNs, long done) {}

    QueueWatch(long length, LongSupplier doneNow, LongSupplier nanoTime) {
        this.length = length;
        this.doneNow = doneNow;
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        try {
            do {
                look();
            } while (done() < length && !stopped.await(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("Interrupted while the queue was watched", e);
        }
    }

    void look() {
        looks.add(new Look(nanoTime.getAsLong(), doneNow.getAsLong()));
    }

    void stop() {
        stopped.countDown();
    }

    long done() {
        return looks.isEmpty() ? 0 : looks.getLast().done();
    }

    /** How fast each part of the queue was worked off, a second. */
    List<Double> rates(int parts) {
        var rates = new ArrayList<Double>();
        double part = (double) length / parts;
        for (int i = 1; i <= parts; i++) {
            rates.add(part / (secondsUntil(i * part) - secondsUntil((i - 1) * part)));
        }
        return rates;
    }

    String note() {
        double tookS = secondsUntil(done());
        return String.format(
                Locale.ROOT,
                "%,d in %.1f s from the first fold, the cold start included (%,.0f/s)",
                done(),
                tookS,
                done() / tookS);
    }

    /** From the last look that saw nothing done, as if all was even between two looks. */
    private double secondsUntil(double goal) {
        Look before = looks.getFirst();
        Look began = before;
        for (var look : looks) {
            if (look.done() == 0) {
                began = look;
            }
            if (look.done() >= goal && look.done() > before.done()) {
                double share = (goal - before.done()) / (look.done() - before.done());
                double atNs = before.atNs() + share * (look.atNs() - before.atNs());
                return Math.max(0, (atNs - began.atNs()) / 1e9);
            }
            before = look;
        }
        return (before.atNs() - began.atNs()) / 1e9;
    }
}
