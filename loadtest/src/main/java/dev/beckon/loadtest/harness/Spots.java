package dev.beckon.loadtest.harness;

import java.util.Locale;
import java.util.SplittableRandom;

/** Places of a city of ten by ten kilometres at 52.5° N, the same ones for a seed. */
final class Spots {

    private static final double SOUTH = 52.45;
    private static final double WEST = 13.33;
    private static final double HEIGHT_DEGREES = 0.09;
    private static final double WIDTH_DEGREES = 0.148;

    private final SplittableRandom random;

    Spots(long seed) {
        random = new SplittableRandom(seed);
    }

    /** As the members of a position report: {@code "lat":…,"lng":…}. */
    String members() {
        return String.format(Locale.ROOT, "\"lat\":%.6f,\"lng\":%.6f", lat(), lng());
    }

    /** As an object, without the cost of a format. */
    void append(StringBuilder to) {
        to.append("{\"lat\":").append(micro(lat())).append(",\"lng\":").append(micro(lng()));
        to.append('}');
    }

    private double lat() {
        return SOUTH + random.nextDouble(HEIGHT_DEGREES);
    }

    private double lng() {
        return WEST + random.nextDouble(WIDTH_DEGREES);
    }

    private static double micro(double degrees) {
        return Math.rint(degrees * 1e6) / 1e6;
    }
}
