package dev.beckon.drivers.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellsTest {

    private static final double HALF_DIAGONAL_M = 112 * Math.sqrt(2) + 1;

    @Test
    void nobodyIsShownFurtherOffThanACellIsWide() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var point =
                    new LatLng(
                            Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1)),
                            random.nextDouble() * 360 - 180);
            var middle = Cells.middle(point);
            assertThat(Earth.distanceM(point, middle)).as("%s", point).isLessThan(HALF_DIAGONAL_M);
            assertThat(Cells.middle(middle)).isEqualTo(middle);
        }
    }

    @Test
    void theEndsOfTheEarthHaveCellsToo() {
        for (var point :
                new LatLng[] {
                    new LatLng(90, 0), new LatLng(-90, 77), new LatLng(90, 180), new LatLng(0, 180)
                }) {
            var middle = Cells.middle(point);
            assertThat(Earth.distanceM(point, middle)).as("%s", point).isLessThan(400);
        }
        assertThat(Cells.middle(new LatLng(0, 180))).isEqualTo(Cells.middle(new LatLng(0, -180)));
    }

    @Test
    void aStreetIsAFewCells() {
        var cells = new HashSet<LatLng>();
        for (int m = 0; m < 1_000; m++) {
            cells.add(Cells.middle(Earth.towards(new LatLng(52.5, 13.4), 90, m)));
        }
        assertThat(cells.size()).isBetween(5, 7);
    }
}
