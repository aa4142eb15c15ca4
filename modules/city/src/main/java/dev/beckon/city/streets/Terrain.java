package dev.beckon.city.streets;

import java.util.random.RandomGenerator;

/**
 * What a made-up city lies on: its outline, a river, a park. Metres east and north of its centre.
 */
final class Terrain {

    private static final double RIVER_HALF_WIDTH_M = 75;

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
        double river =
                -750 + 420 * Math.sin(xM / 1900 + phases[3]) + 160 * Math.sin(xM / 700 + phases[4]);
        return yM - river;
    }

    boolean buildable(double xM, double yM) {
        boolean river = Math.abs(northOfRiverM(xM, yM)) < RIVER_HALF_WIDTH_M;
        boolean park = Math.hypot((xM - parkXM) / 520, (yM - parkYM) / 330) < 1;
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
