package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a map of the earth says of who is nearer. */
class WindowTest {

    private static final double REACH_M = 10_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, -30, 52.5, 69.6, -79.8})
    void nobodyIsNearerThanTheMapSays(double lat) {
        var random = new Random(3);
        var spot = new LatLng(lat, 20);
        var window = Window.around(spot, REACH_M).getFirst();
        for (int i = 0; i < 20_000; i++) {
            var one = near(spot, random);
            assertThat(Earth.distanceM(spot, one))
                    .isGreaterThan(Window.surelyM(spot, window.onMap(one)) - 0.001);
        }
    }

    @Test
    void andInTownByLittle() {
        var spot = new LatLng(52.5, 13.4);
        var window = Window.around(spot, REACH_M).getFirst();
        var south = Earth.towards(spot, 180, 5_000);
        // Twice the mean change of the scale, to the south and to the north.
        assertThat(Window.surelyM(spot, window.onMap(south))).isBetween(4_993.0, 4_996.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -30, 52.5, 69.6, -79.8})
    void whoIsInReachIsInTheWindow(double lat) {
        var spot = new LatLng(lat, 20);
        var window = Window.around(spot, REACH_M).getFirst();
        for (int bearingDeg = 0; bearingDeg < 360; bearingDeg++) {
            var there = at(Earth.towards(spot, bearingDeg, REACH_M));
            assertThat(there.x())
                    .isBetween(window.x() - window.aside(), window.x() + window.aside());
            assertThat(there.y())
                    .isBetween(window.y() - window.southwards(), window.y() + window.northwards());
        }
    }

    private static LatLng near(LatLng spot, Random random) {
        return Earth.towards(
                spot, 360 * random.nextDouble(), REACH_M * Math.sqrt(random.nextDouble()));
    }

    private static Window at(LatLng place) {
        return Window.around(place, 1).getFirst();
    }
}
