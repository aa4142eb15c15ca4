package dev.beckon.city.driver;

import java.util.Random;

/** A driver's human side, drawn from a seed: what takes how long, and what goes wrong how often. */
final class Habits {

    private static final double IGNORES = 0.03;
    private static final double DECLINES = 0.10;

    private static final double GIVES_UP = 0.015;
    private static final double GOES_OFFLINE = 0.03;

    private final Random random;

    /** Of its own: what happens between orders does not change it. */
    private final Random mishaps;

    Habits(long seed) {
        this.random = new Random(seed);
        this.mishaps = new Random(seed ^ 0x5deece66dL);
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

    /** What comes between the driver and an order that they have taken. */
    Mishap mishap() {
        double dice = mishaps.nextDouble();
        return dice < GIVES_UP
                ? Mishap.GIVES_UP
                : dice < GIVES_UP + GOES_OFFLINE ? Mishap.GOES_OFFLINE : Mishap.NONE;
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

    enum Mishap {
        NONE,
        /** On the way to the pickup the driver cancels. */
        GIVES_UP,
        /** It is to be the last order before a break. */
        GOES_OFFLINE
    }

    /** A log-normal value: never negative, sometimes long. */
    private double around(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
