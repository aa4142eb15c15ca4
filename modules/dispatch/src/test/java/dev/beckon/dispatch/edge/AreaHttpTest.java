package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.StraightLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is served where no map is loaded. */
class AreaHttpTest {

    private static AreaHttp.Area area(@Nullable ServiceArea served) {
        return new AreaHttp(served, StraightLine.TOWN).area();
    }

    @Test
    void whatTheInstallationSaysAndItsMiddle() {
        assertThat(area(new ServiceArea(37.0, -123.0, 38.0, -122.0)))
                .isEqualTo(
                        new AreaHttp.Area(new Box(37, -123, 38, -122), new LatLng(37.5, -122.5)));
        assertThat(area(new ServiceArea(-20.0, 170.0, -10.0, -160.0)).middle())
                .isEqualTo(new LatLng(-15, -175));
    }

    @Test
    void anywhereWhereItSaysNothing() {
        assertThat(area(null)).isEqualTo(new AreaHttp.Area(null, null));
    }
}
