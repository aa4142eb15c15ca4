package dev.beckon.replay;

import static dev.beckon.contracts.offer.OfferState.ACCEPTED;
import static dev.beckon.contracts.offer.OfferState.DECLINED;
import static dev.beckon.contracts.offer.OfferState.EXPIRED;
import static dev.beckon.contracts.offer.OfferState.UNDELIVERED;
import static dev.beckon.contracts.offer.OfferState.WITHDRAWN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final Drawn drawn = new Drawn();

    private static String found(AuditReport report) {
        return report.breaches().stream()
                .map(
                        breach ->
                                breach.rule()
                                        + breach.records().stream()
                                                .map(r -> " " + r.topic().substring(6) + r.offset())
                                                .collect(joining()))
                .collect(joining(", "));
    }

    private String found() {
        return found(drawn.audit());
    }

    @Test
    void aRideIsClean() {
        drawn.order("A").begun().ride("d", 1);
        assertThat(found()).isEmpty();
        assertThat(drawn.audit().counts().outcomes()).hasToString("{DELIVERED=1}");
    }

    @Test
    void arrivalsAreCountedUnderTheDriverWhoDelivers() {
        drawn.order("A").begun().ride("d", 1);
        drawn.order("B")
                .begun()
                .offer("e", 1)
                .accepted("e", 1)
                .arriving("e")
                .arrived("e")
                .released("e", 1)
                .search()
                .offer("f", 1)
                .accepted("f", 1)
                .arriving("f")
                .arrived("f")
                .pickedUp("f")
                .delivered("f", 1);
        drawn.order("C").begun().offer("g", 1).accepted("g", 1).pickedUp("g").delivered("g", 1);
        drawn.order("D").begun().offer("h", 1).accepted("h", 1).arriving("h").arrived("h");
        assertThat(found()).isEmpty();
        var counts = drawn.audit().counts();
        assertThat(counts.delivered()).isEqualTo(3);
        assertThat(counts.sawArriving()).isEqualTo(1);
        assertThat(counts.sawArrived()).isEqualTo(2);
    }

    @Test
    void whoArrivesTwiceIsFound() {
        drawn.order("A")
                .begun()
                .offer("d", 1)
                .accepted("d", 1)
                .arriving("d")
                .arriving("d")
                .arrived("d")
                .arrived("d");
        assertThat(found()).isEqualTo("ARRIVALS events5, ARRIVALS events7");
    }

    @Test
    void offersMayEndInAnyWay() {
        drawn.order("A")
                .begun()
                .offer("d", 1)
                .closed("d", 1, UNDELIVERED)
                .offer("e", 1)
                .confirmed("e", 1)
                .closed("e", 1, DECLINED)
                .offer("f", 1)
                .confirmed("f", 1)
                .closed("f", 1, EXPIRED)
                .offer("d", 2)
                .offer("g", 7)
                .confirmed("d", 2)
                .closed("g", 7, WITHDRAWN)
                .accepted("d", 2)
                .released("d", 2)
                .search()
                .offer("e", 2)
                .accepted("e", 2)
                .cancelled("e", 2L);
        drawn.order("B").begun().noDriver();
        drawn.order("C").begun().cancelled(null, null);
        drawn.order("D").begun().offer("d", 3);
        drawn.order("E").placed();
        assertThat(found()).isEmpty();
        assertThat(drawn.audit().counts().open()).isEqualTo(2);
        assertThat(drawn.audit().counts().holds()).isEqualTo(7);
    }

    @Test
    void anOrderThatWasOvertakenIsLost() {
        drawn.order("A").placed();
        drawn.order("B").begun();
        assertThat(found()).isEqualTo("OUTCOMES intake0");
    }

    @Test
    void anOrderAmongTheDeadLettersIsLost() {
        drawn.order("A").placed();
        var audit = drawn.story.into(new Audit(Story.NOW, false));
        audit.deadLetter(Story.fact(0));
        audit.seal();
        assertThat(found(audit.report(0))).isEqualTo("OUTCOMES intake0");
    }

    @Test
    void aPhantomIsFound() {
        drawn.order("A").opened().search();
        assertThat(found()).startsWith("FACTS events0").contains("PHANTOMS events1");
    }

    @Test
    void anEventWithoutItsFactIsFound() {
        drawn.order("A").begun().ride("d", 1);
        drawn.story.facts.remove(3);
        assertThat(found()).isEqualTo("FACTS events3");
    }

    @Test
    void aGapIsFound() {
        drawn.order("A").begun().ride("d", 1);
        drawn.story.events.remove(3);
        assertThat(found()).isEqualTo("VERSIONS events3");
    }

    @Test
    void aVersionOutOfThisWorldIsFound() {
        drawn.order("A").begun().ride("d", 1);
        int at = drawn.story.events.size();
        drawn.story.events.add(Mutations.version(drawn.story.events.getLast(), 1L << 40));
        assertThat(found()).isEqualTo("VERSIONS events" + at);
    }

    @Test
    void whatIsPublishedTwiceIsHarmlessIfItIsTheSame() {
        drawn.order("A").begun().ride("d", 1);
        drawn.story.events.addAll(drawn.story.events.subList(2, 6));
        assertThat(found()).isEmpty();
        assertThat(drawn.audit().counts().duplicates()).isEqualTo(4);
    }

    @Test
    void whatIsPublishedTwiceAndDiffersIsFound() {
        drawn.order("A").begun().ride("d", 1);
        drawn.story.events.add(
                Mutations.at(drawn.story.events.get(4), Drawn.START.plusSeconds(99)));
        assertThat(found()).isEqualTo("DUPLICATES events8");
    }

    @Test
    void timeThatGoesBackIsFound() {
        var order = drawn.order("A").begun().offer("d", 1);
        drawn.seconds(-3);
        order.confirmed("d", 1);
        assertThat(found()).isEqualTo("TIMES events3");
    }

    @Test
    void nothingHappensAfterTheEnd() {
        drawn.order("A").begun().ride("d", 1).cancelled(null, null);
        assertThat(found()).startsWith("ENDS events8");
    }

    @Test
    void anOfferThatEndsTwiceIsFound() {
        drawn.order("A")
                .begun()
                .offer("d", 1)
                .closed("d", 1, EXPIRED)
                .closed("d", 1, DECLINED)
                .accepted("d", 1);
        assertThat(found()).isEqualTo("OFFERS events4 events2, OFFERS events5 events2");
    }

    @Test
    void anOfferWithoutAnEndIsFound() {
        drawn.order("A").begun().offer("d", 1).noDriver();
        assertThat(found()).isEqualTo("OFFERS events3 events2");
    }

    @Test
    void anOfferThatWasNeverMadeIsFound() {
        drawn.order("A").begun().confirmed("d", 1);
        assertThat(found()).isEqualTo("OFFERS events2");
    }

    @Test
    void anOfferThatEndsAsAcceptedIsFound() {
        drawn.order("A").begun().offer("d", 1).closed("d", 1, ACCEPTED);
        assertThat(found()).isEqualTo("OFFERS events3");
    }

    @Test
    void anOrderWithTwoDriversIsFound() {
        drawn.order("A").begun().offer("d", 1).offer("e", 1).accepted("d", 1).accepted("e", 1);
        assertThat(found()).startsWith("DRIVERS events4 events3, DRIVERS events5 events2");
    }

    @Test
    void anotherDriversStepIsFound() {
        drawn.order("A").begun().offer("d", 1).accepted("d", 1).arrived("e");
        assertThat(found()).isEqualTo("DRIVERS events4");
    }

    @Test
    void aReleaseUnderAnotherTokenIsFound() {
        drawn.order("A").begun().offer("d", 1).accepted("d", 1).released("d", 2);
        assertThat(found()).isEqualTo("TOKENS events4 events2");
    }

    @Test
    void aCancelledOrderReleasesItsDriver() {
        drawn.order("A").begun().offer("d", 1).accepted("d", 1).cancelled(null, null);
        assertThat(found()).isEqualTo("DRIVERS events4 events2");
    }

    @Test
    void aDriverWithTwoOrdersIsFound() {
        var a = drawn.order("A").begun().offer("d", 1);
        drawn.order("B").begun().offer("d", 2).closed("d", 2, DECLINED);
        drawn.seconds(60);
        a.closed("d", 1, EXPIRED);
        assertThat(found()).isEqualTo("CAPACITY events5 events7");
    }

    @Test
    void aLongHoldIsHeldAgainstAllThatFollow() {
        var a = drawn.order("A").begun().offer("d", 1);
        drawn.order("B").begun().offer("d", 2).closed("d", 2, DECLINED);
        drawn.order("C").begun().offer("d", 3).closed("d", 3, DECLINED);
        a.closed("d", 1, EXPIRED);
        assertThat(found()).isEqualTo("CAPACITY events5 events11, CAPACITY events9 events11");
    }

    @Test
    void aDriverWhoWasNeverReleasedAndHasAnotherOrderIsFound() {
        drawn.order("A").begun().offer("d", 1);
        drawn.order("B").begun().offer("d", 2);
        assertThat(found()).isEqualTo("CAPACITY events5 events2");
    }

    @Test
    void oneTokenForTwoHoldsIsFound() {
        drawn.order("A").begun().offer("d", 1).closed("d", 1, DECLINED);
        drawn.order("B").begun().offer("d", 1);
        assertThat(found()).isEqualTo("TOKENS events6 events3");
    }

    @Test
    void aTokenThatFallsIsFound() {
        drawn.order("A").begun().offer("d", 2).closed("d", 2, DECLINED);
        drawn.order("B").begun().offer("d", 1).closed("d", 1, DECLINED);
        assertThat(found()).isEqualTo("TOKENS events2 events7");
    }

    @Test
    void aRoundThatBeganBeforeTheReleaseMayClaimAfterIt() {
        var a = drawn.order("A").begun().offer("d", 1);
        drawn.order("B").begun().offer("d", 2);
        a.closed("d", 1, DECLINED);
        var claim = drawn.story.find(e -> e instanceof OfferMade o && o.token() == 2);
        assertThat(found()).as("published at once").isEqualTo("CAPACITY events5 events6");
        assertThat(found(publishedAfter(claim, Duration.ofMillis(1_000)))).isEmpty();
        assertThat(found(publishedAfter(claim, Duration.ofMillis(999)))).isNotEmpty();
        assertThat(found(publishedAfter(claim, Duration.ofMinutes(1))))
                .as("much later: tells nothing")
                .isNotEmpty();
    }

    private AuditReport publishedAfter(int event, Duration duration) {
        var audit = new Audit(Story.NOW, false);
        for (int i = 0; i < drawn.story.facts.size(); i++) {
            audit.fact(Story.fact(i), drawn.story.facts.get(i));
        }
        for (int i = 0; i < drawn.story.events.size(); i++) {
            var at = drawn.story.events.get(i).at();
            var published = i == event ? at.plus(duration) : at;
            audit.event(Story.event(i), published.toEpochMilli(), drawn.story.events.get(i));
        }
        for (int i = 0; i < drawn.story.statuses.size(); i++) {
            audit.status(Story.status(i), drawn.story.statuses.get(i));
        }
        audit.seal();
        return audit.report(0);
    }

    @Test
    void eventsThatTheCoreCannotFoldAreFound() {
        drawn.order("A").begun().offer("d", 1).accepted("d", 1).offer("e", 1);
        assertThat(found()).contains("FOLD events4");
    }

    @Test
    void aStatusThatWasNotPublishedIsFound() {
        drawn.order("A").begun().offer("d", 1);
        drawn.story.statuses.removeLast();
        assertThat(found()).isEqualTo("STATUS events2");
    }

    @Test
    void aStatusAheadOfTheEventsIsFound() {
        drawn.order("A").begun().offer("d", 1);
        drawn.story.events.removeLast();
        assertThat(found()).isEqualTo("STATUS status2");
    }

    @Test
    void aStatusThatDoesNotFitIsFound() {
        drawn.order("A").begun().offer("d", 1);
        int at =
                drawn.story.changeStatus(
                        new OrderId(Story.uuid("A")), s -> Mutations.state(s, OrderState.ACCEPTED));
        assertThat(found()).isEqualTo("STATUS status" + at + " events2");
    }

    @Test
    void aStatusWithAnotherDetailIsFound() {
        drawn.order("A").begun().ride("d", 1);
        int at =
                drawn.story.changeStatus(
                        new OrderId(Story.uuid("A")), s -> Mutations.attempt(s, 17));
        assertThat(found()).isEqualTo("STATUS status" + at + " events7");
    }

    @Test
    void twoStatusesOfOneVersionAreFound() {
        drawn.order("A").begun();
        drawn.story.statuses.add(Mutations.attempt(drawn.story.statuses.getLast(), 17));
        assertThat(found()).isEqualTo("STATUS status2 status1");
    }

    @Test
    void theHighestStatusCountsNotTheLast() {
        drawn.order("A").begun();
        drawn.story.statuses.add(drawn.story.statuses.getFirst());
        assertThat(found()).isEmpty();
    }

    @Test
    void anEndedOrdersStatusMayBeGoneAndAnOpenOnesNot() {
        var ended = new OrderId(Story.uuid("A"));
        var open = new OrderId(Story.uuid("B"));
        drawn.order("A").begun().noDriver();
        drawn.order("B").begun();
        var audit = drawn.story.into(new Audit(Story.NOW, false));
        audit.tombstone(Story.status(90), ended);
        audit.tombstone(Story.status(91), open);
        audit.seal();
        assertThat(found(audit.report(0))).isEqualTo("STATUS status91");
    }

    @Test
    void aStatusThatWasCompactedAwayIsMissedForADay() {
        drawn.order("A").begun().noDriver();
        drawn.story.statuses.clear();
        assertThat(found()).isEqualTo("STATUS events2");
        var later = drawn.story.into(new Audit(Story.NOW.plus(Duration.ofDays(1)), false));
        later.seal();
        assertThat(found(later.report(0))).isEmpty();
    }

    @Test
    void anUnreadableRecordHasItsDeadLetter() {
        var audit = new Audit(Story.NOW, false);
        audit.unreadable(Story.fact(0), "not JSON");
        audit.unreadable(Story.fact(1), "not JSON");
        audit.deadLetter(Story.fact(1));
        audit.seal();
        var report = audit.report(0);
        assertThat(found(report)).isEqualTo("READABLE intake0");
        assertThat(report.counts().deadLetters()).isEqualTo(1);
    }

    @Test
    void whatFollowsTheSealAnswersQuestionsAndRaisesNone() {
        var a = drawn.order("A").begun().offer("d", 1);
        drawn.order("B").begun().offer("d", 2);
        var status = drawn.story.statuses.remove(2);
        var audit = drawn.story.into(new Audit(Story.NOW, false));
        audit.seal();
        assertThat(audit.settled()).isFalse();
        int before = drawn.story.events.size();
        drawn.seconds(-4);
        a.closed("d", 1, DECLINED).search();

        audit.status(Story.status(20), status);
        assertThat(audit.settled()).isFalse();
        for (int i = before; i < drawn.story.events.size(); i++) {
            var event = drawn.story.events.get(i);
            audit.event(Story.event(i), event.at().toEpochMilli(), event);
        }
        assertThat(audit.settled()).isTrue();
        var report = audit.report(0);
        assertThat(found(report)).isEmpty();
        assertThat(report.counts().inFlight()).isEqualTo(1);
    }

    @Test
    void theReportIsForPeople() {
        drawn.order("A").begun().ride("d", 1);
        assertThat(drawn.audit().render())
                .contains("1 orders: 0 open, 1 DELIVERED", "ok  no driver above capacity")
                .endsWith("The audit is clean.");
        drawn.story.events.remove(3);
        assertThat(drawn.audit().render())
                .contains("1  event versions", "order-events-0@3")
                .endsWith("1 breaches.");
    }
}
