package dev.beckon.app.planted.contracts;

import java.util.Random;

/** A contract with chance of its own. */
final class Dice {
    final Random random = new Random();
}
