package dev.beckon.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CityOptionsTest {

    private static final List<URI> URLS = List.of(URI.create("http://127.0.0.1:8080"));

    @Test
    void takesWhatMakesSense() {
        assertThat(options(200, 100, 10, null, URLS).orders()).isEqualTo(200);
    }

    @Test
    void recordedPositionsBringTheirOwnTime() {
        Path map = Path.of("map.osm.pbf");
        Path pings = Path.of("pings.csv");

        assertThat(options(Instant.EPOCH, pings, map).from()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void namesTheOptionThatDoesNot() {
        fails(() -> options(0, 100, 10, null, URLS), "--orders must be at least 1, not 0");
        fails(() -> options(1, -1, 10, null, URLS), "--drivers must be at least 1, not -1");
        fails(() -> options(1, 1, 0, null, URLS), "--speed must be more than 0");
        fails(() -> options(1, 1, Double.NaN, null, URLS), "--speed must be more than 0");
        fails(() -> options(1, 1, 1, Instant.EPOCH, URLS), "--from needs --trips=FILE or --pings");
        fails(
                () -> options(null, Path.of("pings.csv"), null),
                "--pings needs the city that they were recorded in: add --map=FILE.osm.pbf");
        fails(() -> options(1, 1, 1, null, List.of()), "--attach needs one URL");
        fails(
                () -> options(1, 1, 1, null, List.of(URI.create("localhost:8080"))),
                "'localhost:8080' is no address; write http://HOST:PORT");
    }

    private static void fails(Runnable make, String message) {
        assertThatThrownBy(make::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static CityOptions options(
            int orders, int drivers, double speed, @Nullable Instant from, List<URI> urls) {
        return options(orders, drivers, speed, from, null, null, urls);
    }

    private static CityOptions options(
            @Nullable Instant from, @Nullable Path pings, @Nullable Path map) {
        return options(1, 1, 1, from, pings, map, URLS);
    }

    private static CityOptions options(
            int orders,
            int drivers,
            double speed,
            @Nullable Instant from,
            @Nullable Path pings,
            @Nullable Path map,
            List<URI> urls) {
        return new CityOptions(
                orders,
                drivers,
                speed,
                null,
                from,
                pings,
                map,
                1,
                urls,
                null,
                Path.of(".beckon"),
                true,
                CityOptions.DEFAULT_LOCATION_EVERY);
    }
}
