package dev.beckon.city.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticDemandTest {

    private static final List<LatLng> BUSY =
            List.of(new LatLng(52.50, 16.00), new LatLng(52.51, 16.01), new LatLng(52.50, 16.02));

    @Test
    void theSameSeedGivesTheSameEvening() {
        Town town = Town.unmapped(1, BUSY);

        assertThat(SyntheticDemand.of(town, 50, 10, 5))
                .isEqualTo(SyntheticDemand.of(town, 50, 10, 5));
        assertThat(SyntheticDemand.of(town, 50, 10, 5))
                .isNotEqualTo(SyntheticDemand.of(town, 50, 10, 6));
    }

    @Test
    void ordersComeInTurnAroundHotSpots() {
        Town town = Town.unmapped(1, BUSY);

        Demand demand = SyntheticDemand.of(town, 500, 100, 1);

        assertThat(demand.trips()).hasSize(500);
        assertThat(demand.drivers()).hasSize(100);
        assertThat(demand.trips()).extracting(Trip::afterS).isSorted();
        assertThat(demand.trips())
                .allSatisfy(
                        trip ->
                                assertThat(Earth.distanceM(trip.pickup().latLng(), BUSY.get(1)))
                                        .isLessThan(5_000));
    }

    @Test
    void morePeopleOrderInTheEveningThanAtNight() {
        assertThat(DayCurve.at(19.5 * 3_600)).isCloseTo(1, within(1e-9));
        assertThat(DayCurve.at(4 * 3_600)).isLessThan(0.1);
        assertThat(DayCurve.at(0)).isEqualTo(DayCurve.at(24 * 3_600));
        // Thinned by the curve: as many orders take longer than at fourteen an hour and driver.
        Demand night = SyntheticDemand.of(Town.unmapped(1, BUSY), 6_000, 100, 1);
        assertThat(night.trips().getLast().afterS()).isGreaterThan(6_000 / 1_400.0 * 3_600 * 1.05);
    }
}
