package dev.beckon.loadtest.database;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.dispatch.drivers.Window;
import java.util.random.RandomGenerator;

/**
 * A square of a city at 52.5° north, where a degree of longitude is 0.61 of one of latitude.
 *
 * @param heightDeg from its south to its north
 */
record Ground(double heightDeg) {

    static final double SOUTH_DEG = 52.415;
    static final double WEST_DEG = 13.2566;

    /** As long in metres as one degree of latitude. */
    private static final double WIDTH_PER_HEIGHT = 1.641;

    /** 20 km by 20 km. */
    private static final double CITY_DEG = 0.18;

    private static final int DRIVERS_IN_CITY = 100_000;

    /** In the middle of the city, some 100 m wide: a stadium after the game. */
    private static final LatLng HOT_SPOT = new LatLng(52.505, 13.405);

    private static final double HOT_SPOT_DEG = 0.001;

    static Ground city() {
        return new Ground(CITY_DEG);
    }

    /** So large that so many drivers are as close to each other as 100,000 in the city. */
    static Ground asDenseFor(int drivers) {
        return new Ground(CITY_DEG * Math.sqrt((double) drivers / DRIVERS_IN_CITY));
    }

    double widthDeg() {
        return heightDeg * WIDTH_PER_HEIGHT;
    }

    /** The southern edge on the map of {@link Window}. */
    double southOnMap() {
        return window(SOUTH_DEG, 0).y();
    }

    double heightOnMap() {
        return window(SOUTH_DEG + heightDeg, 0).y() - southOnMap();
    }

    /** Half the side of a window for so many metres, at the northern edge, where it is longest. */
    double reachOnMap(double metres) {
        return window(SOUTH_DEG + heightDeg, metres).aside();
    }

    private static Window window(double lat, double metres) {
        return Window.around(new LatLng(lat, WEST_DEG), metres).getFirst();
    }

    LatLng anywhere(RandomGenerator random) {
        return new LatLng(
                SOUTH_DEG + random.nextDouble() * heightDeg,
                WEST_DEG + random.nextDouble() * widthDeg());
    }

    static LatLng hotSpot(RandomGenerator random) {
        return new LatLng(
                HOT_SPOT.lat() + (random.nextDouble() - 0.5) * HOT_SPOT_DEG,
                HOT_SPOT.lng() + (random.nextDouble() - 0.5) * HOT_SPOT_DEG * WIDTH_PER_HEIGHT);
    }
}
