package dev.beckon.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.SearchSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an installation gets that says nothing, and what it cannot have. */
class DispatchPropertiesTest {

    @Test
    void theDefaults() {
        var properties = bind(Map.of());
        assertThat(properties.policy()).isEqualTo(MatchingPolicy.BATCH);
        assertThat(properties.deadlines()).isEmpty();
        assertThat(properties.timeScale()).isEqualTo(1);
        assertThat(properties.development()).isFalse();
        assertThat(new DispatchModule().searchSettings(properties))
                .isEqualTo(SearchSettings.DEFAULTS);
    }

    @Test
    void aDeadlineOfOneKindLeavesTheOthers() {
        var settings =
                new DispatchModule().searchSettings(bind(Map.of("beckon.deadlines.RIDE", "30s")));
        assertThat(settings.deadlines())
                .containsEntry(Kind.RIDE, Duration.ofSeconds(30))
                .containsEntry(
                        Kind.DELIVERY, SearchSettings.DEFAULTS.deadlines().get(Kind.DELIVERY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN"})
    void aTimeScaleThatMakesNoSenseIsRefused(String scale) {
        assertThatThrownBy(
                        () ->
                                bind(
                                        Map.of(
                                                "beckon.time-scale",
                                                scale,
                                                "beckon.development",
                                                "true")))
                .hasStackTraceContaining("beckon.time-scale must be more than 0");
    }

    @Test
    void aTimeScaleIsForDevelopment() {
        assertThatThrownBy(() -> bind(Map.of("beckon.time-scale", "10")))
                .hasStackTraceContaining("for development only");
        assertThat(
                        bind(Map.of("beckon.time-scale", "10", "beckon.development", "true"))
                                .timeScale())
                .isEqualTo(10);
    }

    private static DispatchProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("beckon", DispatchProperties.class);
    }
}
