package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {

    private static final LatLng A = new LatLng(52.5, 16.00);
    private static final LatLng B = new LatLng(52.5, 16.01);
    private static final LatLng C = new LatLng(52.51, 16.01);

    @Test
    void metresAreMetresAtHighLatitudes() {
        assertThat(Earth.distanceM(new LatLng(60, 10), new LatLng(60, 10.010)))
                .isCloseTo(558, within(1.0));
        assertThat(Earth.distanceM(new LatLng(60, 10), new LatLng(60.008, 10)))
                .isCloseTo(891, within(1.0));
    }

    @Test
    void straightLineCrossesTheAntimeridianTheShortWay() {
        Route route = StraightLine.TOWN.route(new LatLng(0, 179.99), new LatLng(0, -179.99));

        assertThat(route.metres()).isCloseTo(2226 * 1.3, within(5.0));
        assertThat(Math.abs(route.atFraction(0.25).point().lng())).isBetween(179.99, 180.0);
        assertThat(route.atFraction(0.25).headingDeg()).isCloseTo(90, within(0.1));
    }

    @Test
    void straightLineTakesLongerThanTheCrow() {
        Route route = new StraightLine(1.5, 10, 0).route(A, B);

        assertThat(route.metres()).isCloseTo(Earth.distanceM(A, B) * 1.5, within(0.1));
        assertThat(route.seconds()).isCloseTo(route.metres() / 10, within(0.01));
        assertThat(new StraightLine(1.5, 10, 60).etaS(1000)).isCloseTo(210, within(1e-9));
    }

    @Test
    void positionFollowsTheLine() {
        double first = Earth.distanceM(A, B);
        double second = Earth.distanceM(B, C);
        Route route = new Route(List.of(A, B, C), first + second, 100);

        assertThat(route.at(0).point()).isEqualTo(A);
        assertThat(route.at(0).headingDeg()).isCloseTo(90, within(0.1));
        assertThat(Earth.distanceM(route.at(first).point(), B)).isLessThan(0.01);
        assertThat(Earth.distanceM(route.at(first + 100).point(), B)).isCloseTo(100, within(0.01));
        assertThat(route.at(first + 100).headingDeg()).isCloseTo(0, within(0.1));
        assertThat(route.atFraction(1).point()).isEqualTo(C);
    }

    @Test
    void beforeTheStartAndPastTheEndAreTheEnds() {
        Route route = StraightLine.TOWN.route(A, B);

        assertThat(route.at(-5).point()).isEqualTo(A);
        assertThat(route.at(1e9).point()).isEqualTo(B);
    }

    @Test
    void aWayToWhereOneIsTakesNoTime() {
        Route route = StraightLine.TOWN.route(A, A);

        assertThat(route.seconds()).isZero();
        assertThat(route.at(0).point()).isEqualTo(A);
    }
}
