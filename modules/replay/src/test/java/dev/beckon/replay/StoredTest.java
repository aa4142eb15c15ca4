package dev.beckon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the database says against what the topics say, now and in a moment. */
class StoredTest {

    private static final OrderId ORDER = new OrderId(Story.uuid("A"));
    private static final DriverId DRIVER = new DriverId(Story.uuid("d"));

    private final Drawn drawn = new Drawn();
    private final Audit audit = new Audit(Story.NOW, true);
    private final Stored stored = new Stored(audit);

    /** The topics had the search; the database has the offer, too. */
    private OrderEvent offerThatOnlyTheDatabaseHas() {
        var order = drawn.order("A").begun();
        drawn.story.into(audit);
        audit.seal();
        order.offer("d", 7);
        var offer = drawn.story.events.getLast();
        stored.order(ORDER, offer.version(), "OFFERED");
        stored.driver(DRIVER, 7);
        drawn.story.events.forEach(stored::event);
        stored.allRead();
        return offer;
    }

    private void comes(OrderEvent event) {
        int at = (int) event.version() - 1;
        audit.fact(Story.fact(at), drawn.story.facts.getLast());
        audit.event(Story.event(at), event.at().toEpochMilli(), event);
        audit.status(Story.status(at), drawn.story.statuses.getLast());
    }

    private String found() {
        return audit.report(stored.finish()).breaches().stream()
                .map(breach -> breach.rule().name())
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatIsPublishedInAMomentIsClean() {
        var offer = offerThatOnlyTheDatabaseHas();
        assertThat(stored.settled()).isFalse();
        comes(offer);
        assertThat(stored.settled()).isTrue();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsNeverPublishedIsFound() {
        offerThatOnlyTheDatabaseHas();
        assertThat(found()).isEqualTo("STORED_ORDERS STORED_EVENTS STORED_DRIVERS");
    }

    @Test
    void whatIsPublishedInAnotherFormIsFound() {
        var offer = offerThatOnlyTheDatabaseHas();
        comes(Mutations.at(offer, offer.at().plusSeconds(1)));
        assertThat(stored.settled()).isTrue();
        assertThat(found()).isEqualTo("STORED_EVENTS");
    }

    @Test
    void aDriverWhomOnlyALaterVersionReleasesMayBeFree() {
        var order = drawn.order("A").begun().offer("d", 7);
        drawn.story.into(audit);
        audit.seal();
        order.closed("d", 7, OfferState.DECLINED);
        var closed = drawn.story.events.getLast();
        stored.order(ORDER, closed.version(), "SEARCHING");
        drawn.story.events.forEach(stored::event);
        stored.allRead();
        assertThat(stored.settled()).isFalse();
        comes(closed);
        assertThat(stored.settled()).isTrue();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatWasPassedOverIsLostUnlessItsEventsComeInAMoment() {
        drawn.order("A").placed();
        drawn.order("B").placed();
        drawn.order("C").placed();
        drawn.story.into(audit);
        audit.seal();
        assertThat(audit.settled()).isTrue();
        stored.folded(Map.of(0, 2L, 1, 9L));
        stored.allRead();
        assertThat(stored.settled()).isFalse();
        drawn.order("A").opened();
        comes(drawn.story.events.getLast());
        assertThat(found()).isEqualTo("OUTCOMES");
    }
}
