package dev.beckon.city.demand;

/** How demand changes over a day: quiet nights, a lunch hump, a long evening. */
final class DayCurve {

    /** Orders in each hour from midnight, relative to the busiest. */
    private static final double[] HOURLY = {
        0.22, 0.14, 0.09, 0.06, 0.05, 0.08, 0.18, 0.36, 0.48, 0.42, 0.44, 0.62,
        0.80, 0.70, 0.50, 0.46, 0.54, 0.74, 0.94, 1.00, 0.92, 0.74, 0.52, 0.34
    };

    private static final double HOUR_S = 3_600;

    private DayCurve() {}

    /** Demand at that second of the day, between the middles of the hours; 1 at the busiest. */
    static double at(double secondOfDay) {
        double hours = secondOfDay / HOUR_S - 0.5;
        int before = (int) Math.floor(hours);
        double part = hours - before;
        return hour(before) * (1 - part) + hour(before + 1) * part;
    }

    private static double hour(int hour) {
        return HOURLY[Math.floorMod(hour, HOURLY.length)];
    }
}
