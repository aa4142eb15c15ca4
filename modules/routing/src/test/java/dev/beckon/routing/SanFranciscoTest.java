package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real town, for whoever has an extract of it and names it in BECKON_SAN_FRANCISCO. */
class SanFranciscoTest {

    private static final Path OSM =
            Path.of(System.getenv().getOrDefault("BECKON_SAN_FRANCISCO", "san-francisco.osm.pbf"));

    /** Twelve blocks of Market Street. */
    private static final LatLng CIVIC_CENTER = new LatLng(37.7793, -122.4139);

    private static final LatLng EMBARCADERO = new LatLng(37.7929, -122.3968);

    @TempDir Path folder;

    @Test
    void aRealTownIsDrivenThrough() {
        assumeTrue(
                Files.isReadable(OSM),
                "there is no extract at " + OSM + "; name one in BECKON_SAN_FRANCISCO");
        try (RoadMap map = RoadMap.open(OSM, folder)) {
            Route route = map.route(CIVIC_CENTER, EMBARCADERO);
            assertThat(route.metres()).isBetween(2_100.0, 4_000.0);
            assertThat(route.seconds() / 60).isBetween(4.0, 20.0);
            assertThat(route.points()).hasSizeGreaterThan(10);
            assertNeitherHasTheAdvantage(map);
        }
    }

    /** Near or far, what is estimated is on the average what it takes by road. */
    private static void assertNeitherHasTheAdvantage(RoadMap map) {
        var random = new SplittableRandom(7);
        for (var band : new int[][] {{300, 1_000}, {1_000, 2_000}, {2_000, 4_000}}) {
            double byRoad = 0;
            double estimated = 0;
            for (int i = 0; i < 500; i++) {
                var low = map.southWest();
                var from =
                        map.snap(
                                new LatLng(
                                        low.lat() + random.nextDouble(0.12),
                                        low.lng() + random.nextDouble(0.15)));
                if (from == null) {
                    continue;
                }
                var to =
                        map.snap(
                                Earth.towards(
                                        from,
                                        random.nextDouble(360),
                                        random.nextDouble(band[0], band[1])));
                var roadS = to == null ? null : map.roadS(from, to);
                if (to != null && roadS != null && roadS.isPresent()) {
                    byRoad += roadS.getAsDouble();
                    estimated += map.line().etaS(Earth.distanceM(from, to));
                }
            }
            assertThat(estimated / byRoad)
                    .as("between %d and %d m".formatted(band[0], band[1]))
                    .isBetween(0.8, 1.25);
        }
    }
}
