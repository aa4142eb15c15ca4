package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What everybody else learns of an order. */
class OrderStatusTest {

    private static OrderStatus of(Story story) {
        return story.order().status(List.of(), story.now());
    }

    @Test
    void ofAWaitingSearch() {
        var status = of(Story.with().placed());
        assertThat(status.state()).isEqualTo(OrderState.SEARCHING);
        assertThat(status.attempt()).isEqualTo(1);
        assertThat(status.nextAt())
                .isBetween(Story.START.plusMillis(800), Story.START.plusMillis(1_200));
        assertThat(status.deadline()).isEqualTo(Story.START.plusSeconds(120));
        assertThat(status.assignment()).isNull();
        assertThat(status.ending()).isNull();
    }

    @Test
    void ofAnOffer() {
        var facts = List.of(new FactId(Story.uuid("fact")));
        var story = Story.with("d1").placed();
        var status = story.order().status(facts, story.now());
        assertThat(status.state()).isEqualTo(OrderState.OFFERED);
        assertThat(status.version()).isEqualTo(3);
        assertThat(status.nextAt()).isNull();
        assertThat(status.facts()).isEqualTo(facts);
        assertThat(status.offers())
                .singleElement()
                .satisfies(
                        offer -> {
                            assertThat(offer.state()).isEqualTo(OfferState.OPEN);
                            assertThat(offer.driverId()).isEqualTo(Story.driver("d1"));
                            assertThat(offer.distanceM()).isEqualTo(500);
                            assertThat(offer.expiresAt()).isEqualTo(Story.START.plusSeconds(18));
                        });
    }

    @Test
    void ofAnAssignment() {
        var status = of(Story.with("d1").placed().accepts("d1").arriving("d1", "d1"));
        assertThat(status.state()).isEqualTo(OrderState.ARRIVING);
        assertThat(status.deadline()).isNull();
        assertThat(status.assignment())
                .isEqualTo(
                        new OrderStatus.Assignment(
                                Story.driver("d1"),
                                status.offers().getFirst().offerId(),
                                1,
                                42,
                                false));
        assertThat(of(Story.with("d1").placed().accepts("d1").picksUp("d1").lost("system", "d1")))
                .extracting(it -> Objects.requireNonNull(it.assignment()).silent())
                .isEqualTo(true);
    }

    @Test
    void ofALoss() {
        var lost = of(Story.with("d1").placed().accepts("d1").lost("system", "d1"));
        assertThat(lost.lost()).containsExactly(Story.driver("d1"));
        assertThat(lost.offers().getFirst().released()).isEqualTo(ReleaseCause.DRIVER_LOST);
        var silent = of(Story.with("d1").placed().accepts("d1").picksUp("d1").lost("system", "d1"));
        assertThat(silent.lost()).containsExactly(Story.driver("d1"));
        assertThat(of(Story.with("d1").placed().accepts("d1").cancels("d1")).lost()).isEmpty();
    }

    @Test
    void ofAnEnd() {
        var cancelled = Story.with("d1").placed().accepts("d1").cancels("customer");
        assertThat(of(cancelled).ending())
                .isEqualTo(new OrderStatus.Ending(Story.START, ActorRole.CUSTOMER, "why"));
        assertThat(of(cancelled).assignment()).isNotNull();
        assertThat(cancelled.last(OrderCancelled.class).driverId()).isEqualTo(Story.driver("d1"));
        assertThat(cancelled.last(OrderCancelled.class).token()).isEqualTo(1);

        var unheld = Story.with("d1").placed().cancels("customer");
        assertThat(unheld.last(OrderCancelled.class).driverId()).isNull();
        assertThat(unheld.last(OrderCancelled.class).token()).isNull();

        var nobody = of(Story.with().placed().after(120));
        assertThat(nobody.ending())
                .isEqualTo(
                        new OrderStatus.Ending(
                                Story.START.plusSeconds(120), ActorRole.SYSTEM, null));
    }
}
