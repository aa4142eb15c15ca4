package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarthTest {

    private static final int PAIRS = 20_000;
    private static final double WITHIN_M = 10_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 4.6, -37.8, 52.5, 78})
    void whomTheSphereShowsToBeFartherIsFarther(double lat) {
        var random = new Random(1);
        var here = new LatLng(lat, 179.99);
        int told = 0;
        for (int i = 0; i < PAIRS; i++) {
            double metres = WITHIN_M * random.nextDouble();
            var near = Earth.towards(here, 360 * random.nextDouble(), metres);
            // Hardly farther or nearer: what is far apart would be told by any measure.
            double aside = 1 + 0.02 * (random.nextDouble() - 0.5);
            var other = Earth.towards(here, 360 * random.nextDouble(), metres * aside);
            double key = Earth.sphereKey(near, here);
            if (Earth.sphereKey(other, here) > Earth.SURELY_FARTHER * key) {
                told++;
                assertThat(Earth.distanceM(other, here)).isGreaterThan(Earth.distanceM(near, here));
            }
        }
        assertThat(told).isPositive();
    }
}
