package dev.beckon.loadtest.matching;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What people do. Drawn from who meets whom and not from a sequence: whatever the policy, the same
 * driver answers the same order in the same way.
 */
final class People {

    /** From the offer to the receipt of the driver's client. */
    static final long RECEIPT_MS = 100;

    private static final double IGNORES = 0.03;
    private static final double DECLINES = 0.10;

    private final long seed;

    People(long seed) {
        this.seed = seed;
    }

    enum Answer {
        ACCEPT,
        DECLINE,
        IGNORE
    }

    Answer answer(OrderId order, DriverId driver) {
        double dice = random(order.value(), driver.value()).nextDouble();
        if (dice < IGNORES) {
            return Answer.IGNORE;
        }
        return dice < IGNORES + DECLINES ? Answer.DECLINE : Answer.ACCEPT;
    }

    /** Half of all answers come within 3 s, most within 6 s. */
    long answersMs(OrderId order, DriverId driver) {
        double seconds = around(3, 0.45, random(driver.value(), order.value()));
        return Math.round(1e3 * Math.clamp(seconds, 0.7, 12));
    }

    /** Seconds at the pickup. */
    double loadS(OrderId order) {
        return Math.clamp(around(40, 0.4, random(order.value(), order.value())), 10, 120);
    }

    /** A log-normal value: never negative, sometimes long. */
    private static double around(double median, double sigma, RandomGenerator random) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    private RandomGenerator random(UUID one, UUID other) {
        return new SplittableRandom(seed ^ (31L * one.hashCode() + other.hashCode()) * 0x9e3779b9L);
    }
}
