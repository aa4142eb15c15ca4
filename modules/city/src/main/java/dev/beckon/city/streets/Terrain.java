package dev.beckon.city.streets;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a made-up city lies on: its outline, a river, a park. Metres east and north of its centre.
 */
final class Terrain {

    private static final double RIVER_HALF_WIDTH_M = 75;
    private static final double PARK_WIDTH_M = 1040;
    private static final double PARK_HEIGHT_M = 660;

    /** How far points of an outline are apart. */
    private static final double OUTLINE_M = 90;

    private final double[] phases;
    private final double widthM;
    private final double heightM;
    private final double parkXM;
    private final double parkYM;

    Terrain(RandomGenerator random, double widthM, double heightM) {
        this.phases = random.doubles(8, 0, 2 * Math.PI).toArray();
        this.widthM = widthM;
        this.heightM = heightM;
        this.parkXM = 900 + random.nextDouble() * 500;
        this.parkYM = 1000 + random.nextDouble() * 400;
    }

    /** 0 in the centre, 1 at the edge of the city. */
    double outwards(double xM, double yM) {
        double angle = Math.atan2(yM, xM);
        double reach =
                1
                        + 0.16 * Math.sin(2 * angle + phases[0])
                        + 0.10 * Math.sin(3 * angle + phases[1])
                        + 0.07 * Math.sin(7 * angle + phases[2]);
        return Math.hypot(xM / (widthM / 2), yM / (heightM / 2)) / reach;
    }

    /** Metres north of the river's middle; negative to the south. */
    double northOfRiverM(double xM, double yM) {
        return yM - riverM(xM);
    }

    private double riverM(double xM) {
        return -750 + 420 * Math.sin(xM / 1900 + phases[3]) + 160 * Math.sin(xM / 700 + phases[4]);
    }

    /** Both banks of the river, on either side of the city to well beyond its edge. */
    List<double[]> river() {
        List<double[]> banks = new ArrayList<>();
        for (double xM = -widthM; xM <= widthM; xM += OUTLINE_M) {
            banks.addFirst(new double[] {xM, riverM(xM) - RIVER_HALF_WIDTH_M});
            banks.addLast(new double[] {xM, riverM(xM) + RIVER_HALF_WIDTH_M});
        }
        return banks;
    }

    List<double[]> park() {
        List<double[]> edge = new ArrayList<>();
        double step = 4 * OUTLINE_M / (PARK_WIDTH_M + PARK_HEIGHT_M);
        for (double angle = 0; angle < 2 * Math.PI; angle += step) {
            edge.add(
                    new double[] {
                        parkXM + PARK_WIDTH_M / 2 * Math.cos(angle),
                        parkYM + PARK_HEIGHT_M / 2 * Math.sin(angle)
                    });
        }
        return edge;
    }

    boolean buildable(double xM, double yM) {
        boolean river = Math.abs(northOfRiverM(xM, yM)) < RIVER_HALF_WIDTH_M;
        boolean park =
                Math.hypot((xM - parkXM) / (PARK_WIDTH_M / 2), (yM - parkYM) / (PARK_HEIGHT_M / 2))
                        < 1;
        return outwards(xM, yM) < 1 && !river && !park;
    }

    /** Nothing here was ever drawn with a ruler: how far a crossing lies from its place, east. */
    double bendEastM(double xM, double yM) {
        return 110 * Math.sin(yM / 900 + phases[5]) + 60 * Math.sin((xM + yM) / 1500 + phases[6]);
    }

    /** The same, north. */
    double bendNorthM(double xM, double yM) {
        return 120 * Math.sin(xM / 1100 + phases[7]) + 60 * Math.sin((xM - yM) / 1300 + phases[0]);
    }
}
