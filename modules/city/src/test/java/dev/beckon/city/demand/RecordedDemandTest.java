package dev.beckon.city.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.city.csv.CsvException;
import dev.beckon.contracts.geo.LatLng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDemandTest {

    private static final String HEADER =
            "pickup_epoch,cab,pickup_lat,pickup_lon,dropoff_epoch,dropoff_lat,dropoff_lon,pings\n";

    @TempDir private Path folder;

    @Test
    void beginsAtTheBusiestStretch() throws IOException {
        Path file =
                write(
                        """
                        1000,a,52.1,16.1,1100,52.11,16.1,1
                        2000,b,52.2,16.2,2100,52.21,16.2,1
                        5040,e,52.5,16.5,5140,52.51,16.5,1
                        5000,c,52.3,16.3,5100,52.31,16.3,1
                        5010,d,52.4,16.4,5110,52.41,16.4,1
                        9000,f,52.6,16.6,9100,52.61,16.6,1
                        """);

        Demand demand = RecordedDemand.of(file, null, 3, 2);

        assertThat(demand.trips()).extracting(Trip::afterS).containsExactly(0.0, 10.0, 40.0);
        assertThat(demand.trips().getFirst().pickup().latLng()).isEqualTo(new LatLng(52.3, 16.3));
        assertThat(demand.trips().getFirst().dropoff().latLng()).isEqualTo(new LatLng(52.31, 16.3));
        // The latest drop-offs before it, one a cab.
        assertThat(demand.drivers())
                .containsExactly(new LatLng(52.21, 16.2), new LatLng(52.11, 16.1));
    }

    @Test
    void driversWithoutAPastBeginAtFirstPickups() throws IOException {
        Path file =
                write(
                        """
                        1000,a,52.1,16.1,1100,52.11,16.1,1
                        1900,a,52.2,16.2,2100,52.21,16.2,1
                        2000,b,52.3,16.3,2100,52.31,16.3,1
                        """);

        Demand demand = RecordedDemand.of(file, Instant.ofEpochSecond(1500), 2, 4);

        assertThat(demand.drivers())
                .containsExactly(
                        new LatLng(52.11, 16.1),
                        new LatLng(52.3, 16.3),
                        new LatLng(52.11, 16.1),
                        new LatLng(52.3, 16.3));
    }

    @Test
    void readsGzipAndColumnsInAnyOrder() throws IOException {
        Path file = folder.resolve("trips.csv.gz");
        String text =
                "cab,pickup_lat,pickup_lon,dropoff_lat,dropoff_lon,dropoff_epoch,pickup_epoch\n"
                        + "a,1,2,3,4,20,10\n";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        Trip trip = RecordedDemand.of(file, null, 1, 1).trips().getFirst();

        assertThat(trip.pickup().latLng()).isEqualTo(new LatLng(1, 2));
        assertThat(trip.dropoff().latLng()).isEqualTo(new LatLng(3, 4));
    }

    @Test
    void countsAndSkipsBadRows() throws IOException {
        Path file =
                write(
                        """
                        1000,a,52.1,16.1,1100,52.11,16.1,1
                        soon,b,52.1,16.1,1100,52.11,16.1,1
                        1000,c,92.1,16.1,1100,52.11,16.1,1
                        1000,d,52.1,NaN,1100,52.11,16.1,1
                        1000,e,52.1,16.1,900,52.11,16.1,1
                        1000,f,52.1
                        """);

        TripsFile read = TripsFile.read(file);

        assertThat(read.trips()).hasSize(1);
        assertThat(read.skipped()).isEqualTo(5);
        assertThat(read.firstBad())
                .contains("trips.csv line 3: column pickup_epoch is 'soon', not epoch seconds");
        assertThat(RecordedDemand.of(file, null, 1, 1).story()).contains("5 bad rows skipped");
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        fails(folder.resolve("none.csv"), "none.csv is not there; check the path after --trips");
        fails(write("from,to\n", "1,2\n"), "line 1: column pickup_epoch is not in the header");
        fails(write("", ""), "line 1: column pickup_epoch is not in the header");
        fails(write(HEADER, ""), "holds no trips");
        fails(
                write(HEADER, "1000,a,52.1,16.1,1100,52.11\n"),
                "line 2: column dropoff_lon is missing; the row has 6 cells");
        fails(write("1000,a,52.1,16.1,1100,52.11,16.1,1\n"), "holds 1 trips; ask for no more");
        byte[] zipped = gzip(HEADER + "1000,a,52.1,16.1,1100,52.11,16.1,1\n".repeat(20_000));
        fails(
                Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(zipped, zipped.length / 2)),
                "the rest cannot be read");
    }

    @Test
    void aStretchThatIsNotInTheFileIsSaid() throws IOException {
        Path file = write("1000,a,52.1,16.1,1100,52.11,16.1,1\n");

        assertThatThrownBy(() -> RecordedDemand.of(file, Instant.ofEpochSecond(2000), 1, 1))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("holds 0 trips from 1970-01-01T00:33:20Z")
                .hasMessageContaining("begin earlier with --from");
    }

    @Test
    void readsTimesWithAndWithoutZone() {
        Instant evening = Instant.parse("2008-05-18T06:00:00Z");

        assertThat(RecordedDemand.time("2008-05-17T23:00-07:00")).isEqualTo(evening);
        assertThat(RecordedDemand.time("2008-05-17T23:00-07:00[America/Los_Angeles]"))
                .isEqualTo(evening);
        assertThat(RecordedDemand.time("2008-05-18T06:00")).isEqualTo(evening);
        assertThat(RecordedDemand.time("2008-05-18T06:00:00Z")).isEqualTo(evening);
        assertThatThrownBy(() -> RecordedDemand.time("Saturday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Saturday' is no time; write 2008-05-17T23:00-07:00");
    }

    private static void fails(Path file, String message) {
        assertThatThrownBy(() -> RecordedDemand.of(file, null, 5, 1))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private Path write(String rows) throws IOException {
        return write(HEADER, rows);
    }

    private Path write(String header, String rows) throws IOException {
        return Files.writeString(folder.resolve("trips.csv"), header + rows);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
