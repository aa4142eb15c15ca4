package dev.beckon.loadtest.scenario;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Where people are: a quarter so small that a driver is anywhere in it within seconds. */
final class Places {

    private static final double SOUTH = 52.516;
    private static final double WEST = 13.394;
    private static final double HEIGHT = 0.008;
    private static final double WIDTH = 0.012;

    private Places() {}

    /** A way for each order. */
    static Iterator<Map<String, Object>> trips() {
        return Stream.generate(
                        () ->
                                Map.<String, Object>of(
                                        "pickupLat", lat(),
                                        "pickupLng", lng(),
                                        "dropoffLat", lat(),
                                        "dropoffLng", lng()))
                .iterator();
    }

    /** Where each driver begins. */
    static Iterator<Map<String, Object>> starts() {
        return Stream.generate(() -> Map.<String, Object>of("lat", lat(), "lng", lng())).iterator();
    }

    private static double lat() {
        return SOUTH + HEIGHT * ThreadLocalRandom.current().nextDouble();
    }

    private static double lng() {
        return WEST + WIDTH * ThreadLocalRandom.current().nextDouble();
    }
}
