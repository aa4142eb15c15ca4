package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** When time becomes a fact, how long searches wait, and that ids do not depend on who decides. */
class OrderTimersTest {

    @Test
    void nothingIsDueOnceADriverHasItOrItEnded() {
        var held = Story.with("d1").placed().accepts("d1");
        assertThat(held.rules().dueAt(held.order())).isNull();
        assertThat(held.rules().due(held.order(), Story.START.plusSeconds(9_999))).isNull();
        var ended = Story.with().placed().cancels("customer");
        assertThat(ended.rules().dueAt(ended.order())).isNull();
    }

    @Test
    void theSameTimerHasTheSameId() {
        for (var story :
                List.of(
                        Story.with().placed(),
                        Story.with("d1").placed(),
                        Story.with("d1").placed().receives("d1"))) {
            var dueAt = Objects.requireNonNull(story.rules().dueAt(story.order()));
            assertThat(story.rules().due(story.order(), dueAt.minusMillis(1))).isNull();
            var first = Objects.requireNonNull(story.rules().due(story.order(), dueAt));
            var second =
                    Objects.requireNonNull(story.rules().due(story.order(), dueAt.plusSeconds(5)));
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(first.at()).isEqualTo(dueAt);
        }
    }

    @Test
    void differentTimersHaveDifferentIds() {
        var story = Story.with().placed();
        var ids = new HashSet<>();
        for (int wait = 0; wait < 5; wait++) {
            var dueAt = Objects.requireNonNull(story.rules().dueAt(story.order()));
            ids.add(Objects.requireNonNull(story.rules().due(story.order(), dueAt)).id());
            story.after(Duration.between(story.now(), dueAt).toMillis() / 1_000.0);
        }
        assertThat(ids).hasSize(5);
    }

    @Test
    void aSearchThatItsRoundForgotIsDueAtOnce() {
        var story = Story.with("d1").placed();
        var forgotten = story.events().stream().limit(2).reduce(null, Orders::apply, (a, _) -> a);
        assertThat(story.rules().dueAt(forgotten)).isEqualTo(Story.START);
        var retry = Objects.requireNonNull(story.rules().due(forgotten, Story.START));
        assertThat(story.rules().decide(forgotten, retry, Story.START).wantsDriver()).isTrue();
    }

    @Test
    void offersAndAssignmentsAreNamedAfterTheirPlaceInTheOrder() {
        var one = Story.with("d1").placed().last(OrderEvent.OfferMade.class);
        var other = Story.with("d2").placed().last(OrderEvent.OfferMade.class);
        var second = Story.with("d1", "d2").placed().declines("d1");
        assertThat(other.offerId()).isEqualTo(one.offerId());
        assertThat(other.assignmentId()).isEqualTo(one.assignmentId());
        assertThat(second.last(OrderEvent.OfferMade.class).offerId()).isNotEqualTo(one.offerId());
        var before = second.events().stream().limit(2).reduce(null, Orders::apply, (a, _) -> a);
        assertThat(Orders.nextAssignmentId(before)).isEqualTo(one.assignmentId());
    }

    @Test
    void waitsGrowWithJitter() {
        var story = Story.with().placed().after(119.999);
        var waits =
                story.events().stream()
                        .filter(SearchWaiting.class::isInstance)
                        .map(SearchWaiting.class::cast)
                        .map(e -> Duration.between(e.at(), e.nextAt()).toMillis())
                        .toList();
        var expected = List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 16_000L, 16_000L);
        for (int i = 0; i < expected.size(); i++) {
            long wait = expected.get(i);
            assertThat(waits.get(i)).isCloseTo(wait, within(wait / 5));
        }
        var end = ((SearchWaiting) story.events().getLast()).nextAt();
        assertThat(end).isEqualTo(Story.START.plusSeconds(120));
    }

    @Test
    void waitsDifferBetweenOrdersAndNotBetweenRuns() {
        var backoff = new Backoff(SearchSettings.DEFAULTS);
        var waits = new HashSet<Duration>();
        for (int i = 0; i < 1_000; i++) {
            var order = new OrderId(Story.uuid("order" + i));
            var wait = backoff.after(order, 5);
            assertThat(backoff.after(order, 5)).isEqualTo(wait);
            assertThat(wait).isBetween(Duration.ofMillis(12_800), Duration.ofMillis(19_200));
            waits.add(wait);
        }
        assertThat(waits).hasSizeGreaterThan(800);
        double meanMs = waits.stream().mapToLong(Duration::toMillis).average().orElseThrow();
        assertThat(meanMs).isCloseTo(16_000, within(200.0));
    }

    @Test
    void aLaggingClockDoesNotTurnTheOrdersTimeBack() {
        var story = Story.with("d1").placed().pause(-5).receives("d1").accepts("d1");
        assertThat(story.order().at()).isEqualTo(Story.START);
        assertThat(story.events())
                .allSatisfy(
                        event ->
                                assertThat(event.at())
                                        .isCloseTo(Story.START, within(0, ChronoUnit.MILLIS)));
    }
}
