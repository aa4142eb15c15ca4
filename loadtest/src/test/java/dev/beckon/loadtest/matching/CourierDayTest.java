package dev.beckon.loadtest.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.city.csv.CsvException;
import dev.beckon.city.demand.Trip;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.routing.StraightLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierDayTest {

    @TempDir private Path folder;

    @Test
    void theBusiestStretchBeginsAtZero() throws IOException {
        write(
                "orders.csv",
                """
                order_id,pick_up_lat,pick_up_lng,drop_off_lat,drop_off_lng,placement_time
                1,3.1,-76.1,3.2,-76.2,08:00:00
                3,3.3,-76.1,3.2,-76.2,12:00:20
                2,3.5,-76.1,3.2,-76.2,12:00:00
                4,3.7,-76.1,3.2,-76.2,20:00:00
                5,3.7,-76.1,3.2,-76.2,noon
                """);
        write(
                "couriers.csv",
                """
                courier_id,vehicle,on_lat,on_lng,on_time,off_time
                1,walking,3.1,-76.1,11:59:00,12:00:15
                """);
        var stretch = CourierDay.busiest(folder, 2, 1, StraightLine.TOWN);
        assertThat(stretch.name()).endsWith("from 12:00");
        assertThat(stretch.trips())
                .containsExactly(
                        new Trip(0, Kind.DELIVERY, Place.of(3.5, -76.1), Place.of(3.2, -76.2)),
                        new Trip(20, Kind.DELIVERY, Place.of(3.3, -76.1), Place.of(3.2, -76.2)));
        assertThat(stretch.drivers()).containsExactly(new Shift(new LatLng(3.1, -76.1), -60, 15));
        assertThat(stretch.drivers().getFirst().withinS(stretch.endS())).isEqualTo(15);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThatThrownBy(() -> CourierDay.busiest(folder, 1, 1, StraightLine.TOWN))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("orders.csv.gz is not there; check the path after --days");
        write(
                "orders.csv",
                """
                pick_up_lat,pick_up_lng,drop_off_lat,drop_off_lng,placement_time
                3.1,-76.1,3.2,-76.2,08:00:00
                """);
        assertThatThrownBy(() -> CourierDay.busiest(folder, 2, 1, StraightLine.TOWN))
                .isInstanceOf(LoadtestException.class)
                .hasMessageContaining("holds 1 orders; ask for no more with --orders");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
