package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSettingsTest {

    @Test
    void defaults() {
        var settings = SearchSettings.DEFAULTS;
        assertThat(settings.deadlines())
                .containsOnlyKeys(Kind.values())
                .allSatisfy((_, deadline) -> assertThat(deadline).hasSeconds(120));
        assertThat(settings.receiptWindow()).hasSeconds(3);
        assertThat(settings.answerWindow()).hasSeconds(15);
        assertThat(settings.grace()).hasMillis(500);
        assertThat(settings.backoff().stream().map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(settings.jitter()).isEqualTo(0.2);
        assertThat(settings.contendedWait()).hasMillis(250);
        assertThat(settings.radiiM()).containsExactly(1_000.0, 2_000.0, 4_000.0, 8_000.0);
        assertThat(settings.losses()).isEqualTo(2);
    }

    @Test
    void eachKindIsGivenUpAtItsOwnDeadline() {
        var ok = SearchSettings.DEFAULTS;
        var deadlines =
                Map.of(
                        Kind.DELIVERY, Duration.ofSeconds(120),
                        Kind.RIDE, Duration.ofSeconds(45),
                        Kind.TASK, Duration.ofHours(2));
        var orders = new Orders(with(deadlines, ok.backoff(), ok.jitter(), ok.radiiM()));
        for (var kind : Kind.values()) {
            var placed =
                    new OrderPlaced(
                            new FactId(Story.uuid("placed")),
                            Story.ORDER,
                            Story.START,
                            Actor.of(Story.CUSTOMER),
                            null,
                            kind,
                            Place.of(1, 1),
                            Place.of(1, 1),
                            null);
            assertThat(orders.decide(null, placed, Story.START).events())
                    .filteredOn(SearchStarted.class::isInstance)
                    .extracting(event -> ((SearchStarted) event).deadline())
                    .containsExactly(Story.START.plus(deadlines.get(kind)));
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        var ok = SearchSettings.DEFAULTS;
        var never =
                Map.of(
                        Kind.DELIVERY, Duration.ofSeconds(120),
                        Kind.RIDE, Duration.ZERO,
                        Kind.TASK, Duration.ofSeconds(120));
        assertThatThrownBy(() -> with(never, ok.backoff(), 0.2, ok.radiiM()))
                .hasMessageContaining("deadlines must be positive: RIDE");
        assertThatThrownBy(() -> with(Map.of(), ok.backoff(), 0.2, ok.radiiM()))
                .hasMessageContaining("deadlines must name DELIVERY");
        assertThatThrownBy(() -> with(ok.deadlines(), List.of(), 0.2, ok.radiiM()))
                .hasMessageContaining("backoff");
        assertThatThrownBy(() -> with(ok.deadlines(), ok.backoff(), 1, ok.radiiM()))
                .hasMessageContaining("jitter");
        assertThatThrownBy(() -> with(ok.deadlines(), ok.backoff(), 0.2, List.of(-1.0)))
                .hasMessageContaining("radiiM");
    }

    private static SearchSettings with(
            Map<Kind, Duration> deadlines,
            List<Duration> backoff,
            double jitter,
            List<Double> radiiM) {
        var ok = SearchSettings.DEFAULTS;
        return new SearchSettings(
                deadlines,
                ok.receiptWindow(),
                ok.answerWindow(),
                ok.grace(),
                backoff,
                jitter,
                ok.contendedWait(),
                radiiM,
                ok.losses());
    }
}
