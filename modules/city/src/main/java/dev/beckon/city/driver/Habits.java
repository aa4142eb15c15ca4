package dev.beckon.city.driver;

import java.util.Random;

/** A driver's human side, drawn from a seed: what takes how long, and what goes wrong how often. */
final class Habits {

    private static final double IGNORES = 0.03;
    private static final double DECLINES = 0.10;

    private final Random random;

    Habits(long seed) {
        this.random = new Random(seed);
    }

    /** Half of all answers come within 3 s, most within 6 s. */
    Answer answer() {
        double dice = random.nextDouble();
        Answer.Choice choice =
                dice < IGNORES
                        ? Answer.Choice.IGNORE
                        : dice < IGNORES + DECLINES ? Answer.Choice.DECLINE : Answer.Choice.ACCEPT;
        return new Answer(choice, Math.round(Math.clamp(around(3_000, 0.45), 700, 12_000)));
    }

    /** Seconds at the pickup, in the city's time. */
    double loadS() {
        return Math.clamp(around(40, 0.4), 10, 120);
    }

    /** Seconds that an idle driver stays where they are, in the city's time. */
    double restS() {
        return Math.clamp(around(150, 0.6), 30, 900);
    }

    /** Until the connection is lost next, in real time. */
    long connectedMs() {
        return Math.round(-Math.log(1 - random.nextDouble()) * 240_000) + 5_000;
    }

    /** How long it stays lost, in real time. */
    long awayMs() {
        return Math.round(Math.clamp(around(4_000, 0.7), 500, 20_000));
    }

    Random random() {
        return random;
    }

    /** A log-normal value: never negative, sometimes long. */
    private double around(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
