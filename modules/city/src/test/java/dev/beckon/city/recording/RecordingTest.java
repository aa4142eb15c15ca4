package dev.beckon.city.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.city.csv.CsvException;
import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final String HEADER = "epoch,cab,lat,lon,occupied\n";
    private static final int DAY_S = 86_400;

    @TempDir private Path folder;

    @Test
    void takesWhoIsOnTheRoadWhereTheyAreThen() throws IOException {
        Path file =
                write(
                        """
                        1000,gone,52.1,16.1,0
                        3000,a,52.2,16.2,0
                        3100,a,52.3,16.2,1
                        3150,b,52.4,16.4,0
                        3300,a,52.5,16.2,0
                        3400,c,52.6,16.6,0
                        """);

        assertThat(starts(file, 3200, 3))
                .containsExactly(
                        new LatLng(52.3, 16.2), new LatLng(52.4, 16.4), new LatLng(52.6, 16.6));
        assertThat(starts(file, 3200, 2)).hasSize(2);
    }

    @Test
    void beginsAtTheSameTimeOfAnotherDay() throws IOException {
        Path file = write("1000,a,52.1,16.1,0\n2000,b,52.2,16.2,0\n");

        assertThat(starts(file, 1990 + 5 * DAY_S, 1)).containsExactly(new LatLng(52.2, 16.2));
        assertThat(starts(file, null, 1)).containsExactly(new LatLng(52.1, 16.1));
        assertThat(recording(file, Instant.ofEpochSecond(1990 - DAY_S), 1).story())
                .isEqualTo("drivers of pings.csv from 1970-01-01T00:33:10Z");
    }

    @Test
    void isPlayedAgainFasterOnceThePlayBegins() throws IOException {
        try (Tracks tracks =
                recording(write("1000,a,52.0,16,0\n1100,a,52.01,16,0\n"), null, 1).open(10)) {
            Track track = tracks.list().getFirst();
            assertThat(lat(track, 7_000)).isCloseTo(52.0, Offset.offset(1e-6));
            tracks.begin(7_000);

            assertThat(lat(track, 12_000)).isCloseTo(52.005, Offset.offset(1e-6));
            assertThat(track.next(12_000)).isEqualTo(new Track.Next(new LatLng(52.01, 16), 50));
            assertThat(at(track, 12_000, 25).lat()).isCloseTo(52.0075, Offset.offset(1e-6));
            // The file ends here, not the shift.
            assertThat(lat(track, 99_000)).isEqualTo(52.01);
            assertThat(track.over(99_000)).isTrue();
        }
    }

    @Test
    void whoIsSilentForLongIsNotThere() throws IOException {
        Path file =
                write(
                        """
                        1000,a,52.0,16,0
                        1060,a,52.0,16,0
                        1200,b,52.0,16,0
                        3000,a,52.1,16,0
                        3060,a,52.1,16,0
                        """);
        try (Tracks tracks = recording(file, null, 2).open(1)) {
            tracks.begin(0);
            Track a = tracks.list().getFirst();
            Track b = tracks.list().getLast();

            assertThat(present(tracks, a, 59_000)).isTrue();
            assertThat(present(tracks, a, 61_000)).isFalse();
            assertThat(a.next(61_000)).isNull();
            assertThat(present(tracks, b, 199_000)).isFalse();
            assertThat(present(tracks, a, 1_999_000)).isFalse();
            assertThat(present(tracks, a, 2_001_000)).isTrue();
            assertThat(present(tracks, a, 9_000_000)).isTrue();
            assertThat(present(tracks, b, 9_000_000)).isFalse();
        }
    }

    @Test
    void keepsOnlyWhatIsNear() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int second = 0; second < 20_000; second++) {
            rows.append(1000 + second).append(",a,52,16,0\n");
        }
        try (Tracks tracks = recording(write(rows.toString()), null, 1).open(1)) {
            tracks.begin(0);
            Track track = tracks.list().getFirst();
            for (long nowMs = 0; nowMs < 15_000_000; nowMs += 50_000) {
                tracks.readOn(nowMs);
                assertThat(track.kept()).isBetween(600, 660);
            }
        }
    }

    @Test
    void aPlaceThatNobodyCanHaveReachedIsNoPlace() throws IOException {
        Path file = write("1000,a,52.0,16,0\n1010,a,53.0,16,0\n1060,a,52.001,16,0\n");
        try (Tracks tracks = recording(file, null, 1).open(1)) {
            assertThat(Objects.requireNonNull(tracks.list().getFirst().next(0)).point())
                    .isEqualTo(new LatLng(52.001, 16));
        }
    }

    @Test
    void readsGzipAndColumnsInAnyOrder() throws IOException {
        Path file = folder.resolve("pings.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("cab,lon,lat,epoch\na,2,1,10\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(starts(file, null, 1)).containsExactly(new LatLng(1, 2));
    }

    @Test
    void countsAndSkipsBadRows() throws IOException {
        Path file =
                write(
                        """
                        1000,a,52.1,16.1,0
                        soon,a,52.1,16.1,0
                        1001,a,92.1,16.1,0
                        1002,a,52.1,NaN,0
                        900,a,52.1,16.1,0
                        1003,a,52.1
                        """);

        assertThat(recording(file, null, 1).story())
                .contains("5 bad rows skipped, the first: ")
                .endsWith(
                        "pings.csv line 3: column epoch is 'soon', not epoch seconds; mend the row"
                                + " or take it out");
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        fails(folder.resolve("none.csv"), null, "none.csv is not there; check the path after");
        fails(write(""), null, "holds no pings; give a file with rows");
        fails(write("soon,a,1,1,0\n"), null, "line 2: column epoch is 'soon'");
        fails(Files.writeString(folder.resolve("x.csv"), "a,b\n"), null, "line 1: column epoch");
        fails(write("1000,a,1,1,0\n"), null, "holds 1 drivers from 1970-01-01T00:16:40Z on; ask");
        fails(
                write("1000,a,1,1,0\n2000,b,1,1,0\n"),
                Instant.ofEpochSecond(5_000),
                "which is another time of the day than 1970-01-01T01:23:20Z; begin elsewhere");
        fails(write("2000,b,1,1,0\n1000,a,1,1,0\n"), null, "holds 1 drivers");
    }

    private static void fails(Path file, @Nullable Instant from, String message) {
        assertThatThrownBy(() -> recording(file, from, 2))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static boolean present(Tracks tracks, Track track, long nowMs) {
        tracks.readOn(nowMs);
        return track.present(nowMs);
    }

    private static double lat(Track track, long nowMs) {
        return at(track, nowMs, 0).lat();
    }

    private static LatLng at(Track track, long nowMs, double laterS) {
        return Objects.requireNonNull(track.at(nowMs, laterS));
    }

    private static List<LatLng> starts(Path file, @Nullable Integer fromS, int drivers) {
        return recording(file, fromS == null ? null : Instant.ofEpochSecond(fromS), drivers)
                .starts();
    }

    private static Recording recording(Path file, @Nullable Instant from, int drivers) {
        return Recording.of(file, from, drivers, _ -> {});
    }

    private Path write(String rows) throws IOException {
        return Files.writeString(folder.resolve("pings.csv"), HEADER + rows);
    }
}
