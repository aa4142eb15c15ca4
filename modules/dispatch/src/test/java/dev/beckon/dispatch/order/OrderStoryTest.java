package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.order.OrderFact.RetryCause;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an order goes through, from the simple to the hard; the words are explained by Story. */
class OrderStoryTest {

    private static void tells(Story story, String words) {
        assertThat(story).hasToString(words);
    }

    @Nested
    class AllGoesWell {

        @Test
        void everyStep() {
            tells(
                    Story.with("d1")
                            .placed()
                            .receives("d1")
                            .accepts("d1")
                            .arriving("system", "d1")
                            .arrives("d1")
                            .picksUp("d1")
                            .delivers("d1"),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) ACCEPTED(d1) ARRIVING ARRIVED"
                            + " PICKED_UP DELIVERED");
        }

        @Test
        void stepsMayBeSkipped() {
            tells(
                    Story.with("d1").placed().accepts("d1").picksUp("d1").delivers("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) PICKED_UP DELIVERED");
            tells(
                    Story.with("d1").placed().accepts("d1").arriving("d1", "d1").picksUp("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) ARRIVING PICKED_UP");
        }
    }

    @Nested
    class Offers {

        @Test
        void declinedGoesToTheNextAtOnce() {
            tells(
                    Story.with("d1", "d2").placed().declines("d1").accepts("d2"),
                    "PLACED SEARCHING OFFERED(d1) DECLINED(d1) OFFERED(d2) ACCEPTED(d2)");
        }

        @Test
        void withoutReceiptIsUndelivered() {
            tells(Story.with("d1", "d2").placed().after(3.499), "PLACED SEARCHING OFFERED(d1)");
            tells(
                    Story.with("d1", "d2").placed().after(3.5),
                    "PLACED SEARCHING OFFERED(d1) UNDELIVERED(d1) OFFERED(d2)");
        }

        @Test
        void withoutAnswerExpiresAWindowAfterItsReceipt() {
            tells(
                    Story.with("d1", "d2").placed().pause(1).receives("d1").after(15.499),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1)");
            tells(
                    Story.with("d1", "d2").placed().pause(1).receives("d1").after(15.5),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) EXPIRED(d1) OFFERED(d2)");
        }

        @Test
        void aLateReceiptDoesNotStretchTheWindow() {
            var story = Story.with("d1").placed().pause(60).receives("d1");
            assertThat(story.order().offers().getFirst().expiresAt())
                    .isEqualTo(Story.START.plusSeconds(18));
        }

        @Test
        void aReceiptStampedBeforeTheOfferDoesNotShortenTheWindow() {
            var story = Story.with("d1").pause(10).placed().pause(-5).receives("d1");
            assertThat(story.order().offers().getFirst().expiresAt())
                    .isEqualTo(Story.START.plusSeconds(25));
        }

        @Test
        void anAnswerIsJudgedByWhenItWasTaken() {
            tells(
                    Story.with("d1").placed().receives("d1").pause(60).accepted("d1", 45),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) ACCEPTED(d1)");
            tells(
                    Story.with("d1").placed().receives("d1").pause(60).accepted("d1", 44.999),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) [OFFER_EXPIRED]");
        }

        @Test
        void anAnswerInFlightGetsThroughWithinTheGrace() {
            tells(
                    Story.with("d1").placed().receives("d1").after(15.4).accepted("d1", 0.5),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) ACCEPTED(d1)");
        }

        @Test
        void anAnswerAfterTheExpiryWasFoldedIsLateWheneverItWasTaken() {
            tells(
                    Story.with("d1").placed().receives("d1").after(16).accepted("d1", 5),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1) EXPIRED(d1) WAITING(1)"
                            + " [OFFER_EXPIRED]");
            tells(
                    Story.with("d1").placed().after(4).accepts("d1"),
                    "PLACED SEARCHING OFFERED(d1) UNDELIVERED(d1) WAITING(1) [OFFER_EXPIRED]");
        }

        @Test
        void anAnswerImpliesTheReceipt() {
            tells(
                    Story.with("d1").placed().accepts("d1").receives("d1").undelivered("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) [UNCHANGED]");
        }

        @Test
        void acceptedTwiceIsTheSameSuccess() {
            tells(
                    Story.with("d1").placed().accepts("d1").again().picksUp("d1").accepts("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) [UNCHANGED] PICKED_UP [UNCHANGED]");
        }

        @Test
        void declinedTwiceIsTheSameSuccess() {
            tells(
                    Story.with("d1").placed().declines("d1").again().accepts("d1"),
                    "PLACED SEARCHING OFFERED(d1) DECLINED(d1) WAITING(1) [UNCHANGED]"
                            + " [WRONG_STATE]");
        }

        @Test
        void declinedAfterTheAcceptanceComesTooLate() {
            tells(
                    Story.with("d1").placed().accepts("d1").declines("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) [WRONG_STATE]");
        }

        @Test
        void anothersOfferIsNotYours() {
            tells(
                    Story.with("d1").placed().acceptsOfferOf("d2", "d1"),
                    "PLACED SEARCHING OFFERED(d1) [NOT_YOURS]");
        }

        @Test
        void anOfferNobodyMadeIsUnknown() {
            tells(
                    Story.with("d1").placed().acceptsUnknownOffer("d1").receives("d2"),
                    "PLACED SEARCHING OFFERED(d1) [UNKNOWN_OFFER] [UNKNOWN_OFFER]");
        }

        @Test
        void ofSeveralTheFirstAcceptanceWins() {
            tells(
                    Story.with("d1")
                            .placed()
                            .alsoOffered("d2")
                            .alsoOffered("d3")
                            .accepts("d2")
                            .accepts("d1")
                            .declines("d3"),
                    "PLACED SEARCHING OFFERED(d1) OFFERED(d2) OFFERED(d3) WITHDRAWN(d1)"
                            + " WITHDRAWN(d3) ACCEPTED(d2) [OFFER_TAKEN] [OFFER_TAKEN]");
        }

        @Test
        void ofSeveralOneDeclinedWaitsForTheOthers() {
            tells(
                    Story.with("d1").placed().alsoOffered("d2").declines("d1").after(3.5),
                    "PLACED SEARCHING OFFERED(d1) OFFERED(d2) DECLINED(d1) UNDELIVERED(d2)"
                            + " WAITING(1)");
        }

        @Test
        void timersOfOffersThatEndedChangeNothing() {
            tells(
                    Story.with("d1", "d2")
                            .placed()
                            .declines("d1")
                            .pause(60)
                            .undelivered("d1")
                            .expired("d1"),
                    "PLACED SEARCHING OFFERED(d1) DECLINED(d1) OFFERED(d2)");
        }

        @Test
        void noTimerEndsAnOfferEarly() {
            tells(
                    Story.with("d1")
                            .placed()
                            .pause(3)
                            .undelivered("d1")
                            .receives("d1")
                            .pause(15)
                            .expired("d1"),
                    "PLACED SEARCHING OFFERED(d1) RECEIVED(d1)");
        }
    }

    @Nested
    class Waiting {

        @Test
        void growsUntilTheDeadline() {
            tells(
                    Story.with().placed().after(119.999),
                    "PLACED SEARCHING WAITING(1) WAITING(2) WAITING(3) WAITING(4) WAITING(5)"
                        + " WAITING(6) WAITING(7) WAITING(8) WAITING(9) WAITING(10) WAITING(11)");
            assertThat(Story.with().placed().after(120).toString())
                    .endsWith("WAITING(11) NO_DRIVER_FOUND");
        }

        @Test
        void isWokenByAFreeDriver() {
            tells(Story.with().placed().comes("d1"), "PLACED SEARCHING WAITING(1) OFFERED(d1)");
        }

        @Test
        void wokenInVainGoesOnWaitingAsBefore() {
            var story = Story.with().placed();
            var asBefore = story.order();
            assertThat(story.wakes().wakes().order()).isEqualTo(asBefore);
        }

        @Test
        void anotherAttemptsTimerIsStale() {
            tells(
                    Story.with()
                            .placed()
                            .after(2)
                            .pause(60)
                            .retry(RetryCause.BACKOFF, 1)
                            .retry(RetryCause.BACKOFF, 3),
                    "PLACED SEARCHING WAITING(1) WAITING(2)");
        }

        @Test
        void noTimerEndsAWaitEarly() {
            tells(
                    Story.with().placed().retry(RetryCause.BACKOFF, 1),
                    "PLACED SEARCHING WAITING(1)");
        }

        @Test
        void aLostClaimWaitsBrieflyAndCountsAsNoAttempt() {
            tells(
                    Story.with("d1").claimsFail().placed().after(0.3).claimsSucceed().after(0.3),
                    "PLACED SEARCHING WAITING(0) WAITING(0) OFFERED(d1)");
        }

        @Test
        void aLostClaimOfAWokenSearchIsTriedAgainSoon() {
            tells(
                    Story.with().placed().after(20).claimsFail().comes("d1").pause(0.1).wakes(),
                    "PLACED SEARCHING WAITING(1) WAITING(2) WAITING(3) WAITING(4) WAITING(5)"
                            + " WAITING(5)");
        }

        @Test
        void anOpenOfferIsNotCutShortByTheDeadline() {
            assertThat(
                            Story.with()
                                    .placed()
                                    .after(119)
                                    .comes("d1")
                                    .receives("d1")
                                    .after(10)
                                    .accepts("d1")
                                    .toString())
                    .endsWith("OFFERED(d1) RECEIVED(d1) ACCEPTED(d1)");
        }

        @Test
        void pastTheDeadlineNobodyElseIsAsked() {
            assertThat(
                            Story.with()
                                    .placed()
                                    .after(119)
                                    .comes("d1")
                                    .pause(2)
                                    .declines("d1")
                                    .toString())
                    .endsWith("OFFERED(d1) DECLINED(d1) NO_DRIVER_FOUND");
        }

        @Test
        void endedBeforeItsDriverCame() {
            assertThat(Story.with().placed().pause(121).comes("d1").toString())
                    .endsWith("WAITING(1) NO_DRIVER_FOUND");
        }
    }

    @Nested
    class CalledOff {

        @Test
        void byTheCustomerWhileWaiting() {
            tells(
                    Story.with().placed().cancels("customer").again().cancels("admin"),
                    "PLACED SEARCHING WAITING(1) CANCELLED [UNCHANGED] [UNCHANGED]");
        }

        @Test
        void takesBackTheOffers() {
            tells(
                    Story.with("d1")
                            .placed()
                            .alsoOffered("d2")
                            .cancels("customer")
                            .accepts("d1")
                            .receives("d2"),
                    "PLACED SEARCHING OFFERED(d1) OFFERED(d2) WITHDRAWN(d1) WITHDRAWN(d2)"
                            + " CANCELLED [ORDER_CANCELLED] [UNCHANGED]");
        }

        @Test
        void takesItFromItsDriver() {
            tells(
                    Story.with("d1")
                            .placed()
                            .accepts("d1")
                            .cancels("admin")
                            .accepts("d1")
                            .arrives("d1")
                            .cancels("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) CANCELLED [ORDER_CANCELLED]"
                            + " [ORDER_CANCELLED] [ORDER_CANCELLED]");
        }

        @Test
        void notAfterThePickup() {
            tells(
                    Story.with("d1")
                            .placed()
                            .accepts("d1")
                            .picksUp("d1")
                            .cancels("customer")
                            .cancels("d1")
                            .cancels("admin"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) PICKED_UP [WRONG_STATE]"
                            + " [WRONG_STATE] [WRONG_STATE]");
        }
    }

    @Nested
    class LosesItsDriver {

        @Test
        void whoCancels() {
            tells(
                    Story.with("d1", "d2")
                            .placed()
                            .accepts("d1")
                            .cancels("d1")
                            .again()
                            .accepts("d1")
                            .accepts("d2"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) DRIVER_CANCELLED(d1) SEARCHING"
                            + " OFFERED(d2) [UNCHANGED] [NOT_YOURS] ACCEPTED(d2)");
        }

        @Test
        void andNeverGoesBackToThem() {
            tells(
                    Story.with("d1").placed().accepts("d1").cancels("d1").comes("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) DRIVER_CANCELLED(d1) SEARCHING"
                            + " WAITING(1)");
        }

        @Test
        void withAFreshDeadline() {
            var story = Story.with("d1").placed().accepts("d1").pause(500).cancels("d1");
            assertThat(story.order().status(List.of(), story.now()).deadline())
                    .isEqualTo(story.now().plusSeconds(120));
            assertThat(story.order().search()).isEqualTo(2);
        }

        @Test
        void theThirdTimeItIsGivenUp() {
            tells(
                    Story.with("d1", "d2", "d3", "d4")
                            .placed()
                            .accepts("d1")
                            .cancels("d1")
                            .accepts("d2")
                            .lost("system", "d2")
                            .accepts("d3")
                            .cancels("d3"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) DRIVER_CANCELLED(d1) SEARCHING"
                            + " OFFERED(d2) ACCEPTED(d2) DRIVER_LOST(d2) SEARCHING OFFERED(d3)"
                            + " ACCEPTED(d3) DRIVER_CANCELLED(d3) NO_DRIVER_FOUND");
        }

        @Test
        void byReassignmentAsOftenAsNeeded() {
            var story = Story.with("d1", "d2", "d3", "d4").placed();
            for (var driver : new String[] {"d1", "d2", "d3"}) {
                story.accepts(driver).reassigns("admin", driver);
            }
            tells(
                    story,
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) REASSIGNED(d1) SEARCHING OFFERED(d2)"
                            + " ACCEPTED(d2) REASSIGNED(d2) SEARCHING OFFERED(d3) ACCEPTED(d3)"
                            + " REASSIGNED(d3) SEARCHING OFFERED(d4)");
        }

        @Test
        void reassignedOnlyByAnAdminFromWhoHasIt() {
            tells(
                    Story.with("d1", "d2")
                            .placed()
                            .reassigns("admin", "d1")
                            .accepts("d1")
                            .reassigns("customer", "d1")
                            .reassigns("admin", "d2")
                            .reassigns("admin", "d1")
                            .again()
                            .accepts("d2")
                            .reassigns("admin", "d1")
                            .picksUp("d2")
                            .reassigns("admin", "d2"),
                    "PLACED SEARCHING OFFERED(d1) [WRONG_STATE] ACCEPTED(d1) [NOT_YOURS]"
                            + " [WRONG_STATE] REASSIGNED(d1) SEARCHING OFFERED(d2) [UNCHANGED]"
                            + " ACCEPTED(d2) [UNCHANGED] PICKED_UP [WRONG_STATE]");
        }

        @Test
        void whoFallsSilentWithTheGoods() {
            tells(
                    Story.with("d1")
                            .placed()
                            .accepts("d1")
                            .picksUp("d1")
                            .lost("system", "d1")
                            .lost("system", "d1")
                            .delivers("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) PICKED_UP SILENT DELIVERED");
        }

        @Test
        void whoComesBackFromSilence() {
            var story = Story.with("d1").placed().accepts("d1").picksUp("d1").lost("system", "d1");
            assertThat(silent(story)).isTrue();
            // What changes nothing does not end it either: the operator has been told, and looks.
            assertThat(silent(story.picksUp("d1").cancels("d1"))).isTrue();
            assertThat(silent(story.delivers("d1"))).isFalse();
        }

        private static boolean silent(Story story) {
            return Objects.requireNonNull(story.order().assignment()).silent();
        }

        @Test
        void whoComesBackTooLateHasNoPartInIt() {
            tells(
                    Story.with("d1", "d2")
                            .placed()
                            .accepts("d1")
                            .lost("system", "d1")
                            .arrives("d1")
                            .picksUp("d1")
                            .cancels("d1")
                            .accepts("d2"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) DRIVER_LOST(d1) SEARCHING"
                            + " OFFERED(d2) [NOT_YOURS] [NOT_YOURS] [UNCHANGED] ACCEPTED(d2)");
        }

        @Test
        void isNotLostBecauseOfAnother() {
            tells(
                    Story.with("d1").placed().accepts("d1").lost("system", "d2").lost("d2", "d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) [NOT_YOURS]");
        }
    }

    @Nested
    class Steps {

        @Test
        void repeatedOrOvertakenChangeNothing() {
            tells(
                    Story.with("d1")
                            .placed()
                            .accepts("d1")
                            .arrives("d1")
                            .again()
                            .arriving("d1", "d1")
                            .arriving("system", "d1")
                            .picksUp("d1")
                            .again()
                            .arrives("d1")
                            .delivers("d1")
                            .again()
                            .picksUp("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) ARRIVED [UNCHANGED] [UNCHANGED]"
                            + " PICKED_UP [UNCHANGED] [UNCHANGED] DELIVERED [UNCHANGED]"
                            + " [UNCHANGED]");
        }

        @Test
        void deliveredOnlyAfterThePickup() {
            tells(
                    Story.with("d1").placed().accepts("d1").delivers("d1"),
                    "PLACED SEARCHING OFFERED(d1) ACCEPTED(d1) [WRONG_STATE]");
        }

        @Test
        void onlyByWhoHasIt() {
            tells(
                    Story.with("d1")
                            .placed()
                            .arrives("d1")
                            .accepts("d1")
                            .arrives("d2")
                            .arrives("d2", "d1")
                            .arrives("customer", "d1")
                            .arrives("system", "d2")
                            .arrives("system", "d1"),
                    "PLACED SEARCHING OFFERED(d1) [NOT_YOURS] ACCEPTED(d1) [NOT_YOURS] [NOT_YOURS]"
                            + " [NOT_YOURS] ARRIVED");
        }
    }

    @Nested
    class Placing {

        @Test
        void twiceIsTheSameOrder() {
            tells(
                    Story.with().placed().again().cancels("customer").placed(),
                    "PLACED SEARCHING WAITING(1) [UNCHANGED] CANCELLED [UNCHANGED]");
        }

        @Test
        void isForCustomersAndTheirOwn() {
            tells(
                    Story.with()
                            .placedBy("d1")
                            .placedBy("admin")
                            .placed()
                            .placedBy("another customer"),
                    "[NOT_YOURS] [NOT_YOURS] PLACED SEARCHING WAITING(1) [NOT_YOURS]");
        }

        @Test
        void comesFirst() {
            var story = Story.with().cancels("customer").arrives("d1").accepts("d1");
            tells(story, "[NOT_YOURS] [NOT_YOURS] [UNKNOWN_OFFER]");
            assertThat(story.reply().version()).isZero();
        }
    }
}
