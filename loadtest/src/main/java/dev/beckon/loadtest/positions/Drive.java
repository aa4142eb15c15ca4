package dev.beckon.loadtest.positions;

import java.time.Instant;
import java.util.Random;

/**
 * One driver on a circle, each time as many metres on: further than what a server may call standing
 * still, and slower than what it must call a leap.
 */
final class Drive {

    private static final double STEP_M = 12;
    private static final double RADIUS_M = 400;
    private static final double LAT_M = 111_200;

    /** A city's width in degrees, around its middle. */
    private static final double WIDTH_DEG = 0.2;

    private static final double MIDDLE_LAT = 52.5;
    private static final double MIDDLE_LNG = 13.4;

    private final double lat;
    private final double lng;
    private double angle;

    Drive(Random random) {
        lat = MIDDLE_LAT + (random.nextDouble() - 0.5) * WIDTH_DEG;
        lng = MIDDLE_LNG + (random.nextDouble() - 0.5) * WIDTH_DEG;
        angle = random.nextDouble() * 2 * Math.PI;
    }

    /** The next position as the socket takes it. */
    String next(Instant at) {
        angle += STEP_M / RADIUS_M;
        double latM = RADIUS_M * Math.sin(angle);
        double lngM = RADIUS_M * Math.cos(angle);
        var text = new StringBuilder(112);
        text.append("{\"type\":\"LOCATION\",\"lat\":");
        degrees(text, lat + latM / LAT_M);
        text.append(",\"lng\":");
        degrees(text, lng + lngM / (LAT_M * Math.cos(Math.toRadians(lat))));
        text.append(",\"accuracy\":5,\"at\":\"").append(at).append("\"}");
        return text.toString();
    }

    /** As phones tell it: six places are a decimetre. */
    private static void degrees(StringBuilder text, double degrees) {
        long micros = Math.round(degrees * 1e6);
        text.append(micros / 1_000_000).append('.');
        long places = micros % 1_000_000;
        for (long unit = 100_000; unit > 0; unit /= 10) {
            text.append((char) ('0' + places / unit % 10));
        }
    }
}
