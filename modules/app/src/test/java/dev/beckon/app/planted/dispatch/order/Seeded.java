package dev.beckon.app.planted.dispatch.order;

import java.util.Random;

/** Chance from a seed is an argument. */
final class Seeded {
    final Random random;

    Seeded(long seed) {
        random = new Random(seed);
    }
}
