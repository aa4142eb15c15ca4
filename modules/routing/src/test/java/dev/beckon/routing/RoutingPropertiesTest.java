package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What an installation gets that says nothing, what it may say, and what it cannot have. */
class RoutingPropertiesTest {

    private static final LatLng HERE = new LatLng(52.5, 16);
    private static final LatLng THERE = new LatLng(52.51, 16.02);

    @TempDir Path folder;

    /** Both roles of a process want travel times. */
    @Configuration(proxyBeanMethods = false)
    @Import({One.class, Other.class})
    static class Application {}

    @Import(RoutingModule.class)
    static class One {}

    @Import(RoutingModule.class)
    static class Other {}

    @Test
    void theDefaults() {
        var properties = bind(Map.of());
        assertThat(properties.map()).isNull();
        assertThat(properties.cache()).isEqualTo(".beckon/maps");
        assertThat(properties.traffic()).isEqualTo(2.66);
        assertThat(new StraightLine(properties.factor(), properties.speedKmh() / 3.6, 0))
                .isEqualTo(StraightLine.TOWN);
        assertThat(bind(Map.of("beckon.routing.map", " ")).map()).isNull();
        var scale = scale(Map.of());
        assertThat(scale.timeScale()).isEqualTo(1);
        assertThat(scale.development()).isFalse();
    }

    @Test
    void withoutAMapEverybodyGoesAsTheCrowFlies() {
        try (var application =
                start("--beckon.routing.factor=2", "--beckon.routing.speed-kmh=36")) {
            assertThat(application.getBean(Routes.class)).isEqualTo(new StraightLine(2, 10, 0));
        }
    }

    @Test
    void aMapIsReadIntoTheFolderThatIsNamed() throws IOException {
        var map = Grid.write(folder.resolve("grid.osm"));
        var cache = folder.resolve("maps");
        try (var application =
                start("--beckon.routing.map=" + map, "--beckon.routing.cache=" + cache)) {
            assertThat(application.getBeansOfType(Routes.class)).hasSize(1);
            assertThat(application.getBean(Routes.class)).isInstanceOf(RoadMap.class);
        }
        assertThat(cache).isNotEmptyDirectory();
    }

    @Test
    void trafficAndTimeScaleAreInTheSeconds() throws IOException {
        var map = Grid.write(folder.resolve("grid.osm"));
        var from = Grid.at(2, 2);
        var to = Grid.at(10, 8);
        double usualS = seconds(from, to, map);

        assertThat(seconds(from, to, map, "--beckon.routing.traffic=5.32"))
                .isCloseTo(usualS * 2, within(usualS * 0.01));
        assertThat(seconds(from, to, map, "--beckon.time-scale=10", "--beckon.development=true"))
                .isCloseTo(usualS / 10, within(usualS * 0.01));
        try (var unmapped = start("--beckon.time-scale=10", "--beckon.development=true")) {
            assertThat(unmapped.getBean(Routes.class).etaS(HERE, THERE))
                    .isCloseTo(StraightLine.TOWN.etaS(HERE, THERE) / 10, within(0.1));
        }
    }

    @Test
    void aMapThatCannotBeUsedNamesItsSettingAndTheMend() throws IOException {
        var missing = folder.resolve("missing.osm.pbf");
        assertThatThrownBy(() -> start("--beckon.routing.map=" + missing))
                .hasRootCauseMessage(
                        "Property beckon.routing.map with value '%s' is invalid: "
                                        .formatted(missing)
                                + "the map %s cannot be read; give the path of an .osm.pbf file"
                                        .formatted(missing));
        var noMap = Files.writeString(folder.resolve("trips.csv"), "pickup,dropoff\n");
        assertThatThrownBy(
                        () ->
                                start(
                                        "--beckon.routing.map=" + noMap,
                                        "--beckon.routing.cache=" + folder.resolve("maps")))
                .hasStackTraceContaining("beckon.routing.map")
                .hasStackTraceContaining("trips.csv cannot be read as an OSM extract");
    }

    @ParameterizedTest
    @CsvSource({
        "traffic, 0, must be more than 0",
        "traffic, NaN, must be more than 0",
        "traffic, Infinity, must be more than 0",
        "factor, 0.9, must be at least 1",
        "speed-kmh, -1, must be more than 0"
    })
    void aNumberThatMakesNoSenseIsNamed(String name, String number, String mend) {
        assertThatThrownBy(() -> bind(Map.of("beckon.routing." + name, number)))
                .hasStackTraceContaining("beckon.routing." + name + " " + mend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity"})
    void aTimeScaleThatMakesNoSenseIsRefused(String scale) {
        assertThatThrownBy(
                        () ->
                                scale(
                                        Map.of(
                                                "beckon.time-scale",
                                                scale,
                                                "beckon.development",
                                                "true")))
                .hasStackTraceContaining("beckon.time-scale must be more than 0");
    }

    @Test
    void aTimeScaleIsForDevelopment() {
        assertThatThrownBy(() -> scale(Map.of("beckon.time-scale", "10")))
                .hasStackTraceContaining("for development only");
        assertThat(
                        scale(Map.of("beckon.time-scale", "10", "beckon.development", "true"))
                                .timeScale())
                .isEqualTo(10);
    }

    private double seconds(LatLng from, LatLng to, Path map, String... more) {
        var arguments = new String[more.length + 2];
        System.arraycopy(more, 0, arguments, 2, more.length);
        arguments[0] = "--beckon.routing.map=" + map;
        arguments[1] = "--beckon.routing.cache=" + folder.resolve("maps");
        try (var application = start(arguments)) {
            return application.getBean(Routes.class).roadS(from, to).orElseThrow();
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .run(arguments);
    }

    private static RoutingProperties bind(Map<String, String> properties) {
        return binder(properties).bindOrCreate("beckon.routing", RoutingProperties.class);
    }

    private static TimeScaleProperties scale(Map<String, String> properties) {
        return binder(properties).bindOrCreate("beckon", TimeScaleProperties.class);
    }

    private static Binder binder(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties));
    }
}
