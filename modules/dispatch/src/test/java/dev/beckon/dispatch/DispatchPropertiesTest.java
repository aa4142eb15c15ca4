package dev.beckon.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.SearchSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an installation gets that says nothing, or something. */
class DispatchPropertiesTest {

    @Test
    void theDefaults() {
        var properties = bind(Map.of());
        assertThat(properties.policy()).isEqualTo(MatchingPolicy.BATCH);
        assertThat(properties.deadlines()).isEmpty();
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

    private static DispatchProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("beckon", DispatchProperties.class);
    }
}
