package dev.beckon.dispatch.round;

import static dev.beckon.dispatch.round.Acts.accept;
import static dev.beckon.dispatch.round.Acts.acceptOfStranger;
import static dev.beckon.dispatch.round.Acts.arrive;
import static dev.beckon.dispatch.round.Acts.backOff;
import static dev.beckon.dispatch.round.Acts.cancel;
import static dev.beckon.dispatch.round.Acts.decline;
import static dev.beckon.dispatch.round.Acts.deliver;
import static dev.beckon.dispatch.round.Acts.expire;
import static dev.beckon.dispatch.round.Acts.giveUp;
import static dev.beckon.dispatch.round.Acts.lose;
import static dev.beckon.dispatch.round.Acts.pickUp;
import static dev.beckon.dispatch.round.Acts.place;
import static dev.beckon.dispatch.round.Acts.reassign;
import static dev.beckon.dispatch.round.Acts.receive;
import static dev.beckon.dispatch.round.Acts.undeliver;
import static dev.beckon.dispatch.round.Acts.wake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.dispatch.drivers.IndexFeed;
import dev.beckon.dispatch.round.Acts.Act;
import dev.beckon.platform.sql.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Facts about one order that come at the same time, each pair hundreds of times: whatever their
 * sequence and their batches, one outcome, and the loser is told which.
 */
class RacesTest {

    private static final int SPOTS = 300;

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    /** An order whose nearest driver is asked, with a second one behind. */
    private static Race offered(int spots) {
        return Race.at(dsl, spots).drivers(2).after(place());
    }

    @Nested
    class AnAcceptance {

        @Test
        void againstTheExpiry() {
            offered(SPOTS)
                    .after(receive("d1"))
                    .between(accept("d1"), expire("d1"))
                    .comesTo(
                            "ACCEPTED(d1) | accept done | expire nothing",
                            "OFFERED(d2) | accept OFFER_EXPIRED | expire done");
        }

        @Test
        void againstACancellation() {
            offered(SPOTS)
                    .between(accept("d1"), cancel())
                    .comesTo(
                            "CANCELLED(d1) | accept done | cancel done",
                            "CANCELLED | accept ORDER_CANCELLED | cancel done");
        }

        @Test
        void againstAReassignment() {
            offered(SPOTS)
                    .between(accept("d1").times(2), reassign("d1"))
                    .comesTo(
                            "ACCEPTED(d1) | accept done + same | reassign WRONG_STATE",
                            "OFFERED(d2) | accept done + same | reassign done",
                            "OFFERED(d2) | accept done + NOT_YOURS | reassign done");
        }

        @Test
        void againstADeclineAtTheDriversOtherSocket() {
            offered(SPOTS)
                    .between(accept("d1"), decline("d1"))
                    .comesTo(
                            "ACCEPTED(d1) | accept done | decline WRONG_STATE",
                            "OFFERED(d2) | accept WRONG_STATE | decline done");
        }

        @Test
        void againstItselfThroughOtherGatewaysAndAgainstStrangers() {
            offered(100)
                    .between(accept("d1").times(100), acceptOfStranger("d1").times(99))
                    .comesTo("ACCEPTED(d1) | accept done + 99 same | stranger 99 NOT_YOURS");
        }

        @Test
        void comesTooLateHoweverOften() {
            offered(10)
                    .after(expire("d1"))
                    .between(accept("d1").times(100), acceptOfStranger("d1").times(99))
                    .comesTo("OFFERED(d2) | accept 100 OFFER_EXPIRED | stranger 99 NOT_YOURS");
            offered(10)
                    .after(cancel())
                    .between(accept("d1").times(100), acceptOfStranger("d1").times(99))
                    .comesTo("CANCELLED | accept 100 ORDER_CANCELLED | stranger 99 NOT_YOURS");
            offered(10)
                    .after(accept("d1"), reassign("d1"))
                    .between(accept("d1").times(100), acceptOfStranger("d1").times(99))
                    .comesTo("OFFERED(d2) | accept 100 NOT_YOURS | stranger 99 NOT_YOURS");
        }
    }

    @Nested
    class AReceipt {

        @Test
        void againstTheEndOfItsWindow() {
            offered(SPOTS)
                    .between(receive("d1"), undeliver("d1"), accept("d1"))
                    .comesTo(
                            "ACCEPTED(d1) | receive done | undeliver nothing | accept done",
                            "ACCEPTED(d1) | receive same | undeliver nothing | accept done",
                            "OFFERED(d2) | receive same | undeliver done | accept OFFER_EXPIRED");
        }

        @Test
        void afterTheExpiryOpensNothing() {
            offered(SPOTS)
                    .after(receive("d1"))
                    .between(receive("d1"), expire("d1"))
                    .comesTo("OFFERED(d2) | receive same | expire done");
        }
    }

    @Nested
    class ACancellation {

        @Test
        void againstThePlacing() {
            Race.at(dsl, SPOTS)
                    .drivers(1)
                    .between(place().twice(), cancel())
                    .comesTo(
                            "CANCELLED | place done + same | cancel done",
                            "OFFERED(d1) | place done + same | cancel NOT_YOURS");
        }

        @Test
        void againstThePickup() {
            offered(SPOTS)
                    .after(accept("d1"))
                    .between(cancel(), pickUp("d1"), deliver("d1"))
                    .comesTo(
                            "CANCELLED(d1) | cancel done | pick up ORDER_CANCELLED | deliver"
                                    + " ORDER_CANCELLED",
                            "CANCELLED(d1) | cancel done | pick up ORDER_CANCELLED | deliver"
                                    + " WRONG_STATE",
                            "DELIVERED(d1) | cancel WRONG_STATE | pick up done | deliver done",
                            "PICKED_UP(d1) | cancel WRONG_STATE | pick up done | deliver"
                                    + " WRONG_STATE");
        }

        @Test
        void byTheDriverAgainstTheCustomersAndAReassignment() {
            offered(SPOTS)
                    .after(accept("d1"))
                    .between(giveUp("d1"), cancel(), reassign("d1"))
                    .comesTo(
                            "CANCELLED(d1) | give up ORDER_CANCELLED | cancel done | reassign"
                                    + " WRONG_STATE",
                            "CANCELLED | give up done | cancel done | reassign same",
                            "CANCELLED | give up same | cancel done | reassign done");
        }
    }

    @Nested
    class ASearch {

        @Test
        void ofTwoOrdersForOneDriver() {
            Race.withOrders(dsl, SPOTS, 2)
                    .drivers(1)
                    .between(place())
                    .comesTo("OFFERED(d1) | place done + SEARCHING(1) | place done");
        }

        @Test
        void wokenAsItsWaitEnds() {
            Race.at(dsl, SPOTS)
                    .after(place())
                    .drivers(1)
                    .between(wake(), backOff())
                    .comesTo(
                            "OFFERED(d1) | wake done | back off nothing",
                            "OFFERED(d1) | wake nothing | back off done");
        }

        @Test
        void wokenInVainAsItsWaitEndsCountsOneAttempt() {
            Race.at(dsl, SPOTS)
                    .after(place())
                    .between(wake().times(3), backOff())
                    .comesTo(
                            "SEARCHING(2) | wake 3 nothing | back off done",
                            "SEARCHING(2) | wake done + 2 nothing | back off nothing");
        }
    }

    @Nested
    class TheLog {

        @Test
        void mayHoldEveryFactTwice() {
            var steps =
                    new Act[] {
                        receive("d1").twice(),
                        accept("d1").twice(),
                        arrive("d1").twice(),
                        pickUp("d1").twice(),
                        deliver("d1").twice()
                    };
            offered(SPOTS)
                    .inSequence(steps)
                    .comesTo(
                            "DELIVERED(d1) | receive done + same | accept done + same | arrive done"
                                    + " + same | pick up done + same | deliver done + same");
        }

        @Test
        void mayBeCutAnywhere() {
            offered(SPOTS)
                    .inSequence(
                            receive("d1"),
                            accept("d1"),
                            lose("d1"),
                            arrive("d1"),
                            backOff(),
                            cancel())
                    .comesTo(
                            "CANCELLED | receive done | accept done | lose done | arrive NOT_YOURS"
                                    + " | back off nothing | cancel done");
        }

        /** Nothing is expected but what always is: see {@link Race}. */
        @Test
        void mayBringAllAtOnce() {
            offered(SPOTS)
                    .between(
                            receive("d1").twice(),
                            accept("d1").times(2),
                            decline("d1"),
                            acceptOfStranger("d1"),
                            undeliver("d1").twice(),
                            expire("d1").twice(),
                            lose("d1"),
                            giveUp("d1").twice(),
                            reassign("d1"),
                            cancel(),
                            arrive("d1"),
                            pickUp("d1").twice(),
                            deliver("d1"),
                            wake().times(2),
                            backOff());
        }
    }

    /** What is decided in PostgreSQL: transactions that really run at the same time. */
    @Nested
    class AtTheSameTime {

        private final IndexFeed index = new IndexFeed(dsl);

        @Test
        void twoDispatchersWantOneDriver() {
            Race.withOrders(dsl, SPOTS, 2)
                    .drivers(1)
                    .byADispatcherForEachPartition()
                    .between(place())
                    .comesToSomeOf(
                            "OFFERED(d1) | place done + SEARCHING(1) | place done",
                            "OFFERED(d1) | place done + SEARCHING(0) | place done");
        }

        /** Decided once is decided: whoever comes second is fenced, and loses nothing. */
        @Test
        void twoDispatchersFoldOneLog() {
            Race.at(dsl, SPOTS)
                    .drivers(2)
                    .byRivals()
                    .after(place())
                    .between(accept("d1").times(5), decline("d1"))
                    .comesTo(
                            "ACCEPTED(d1) | accept done + 4 same | decline WRONG_STATE",
                            "OFFERED(d2) | accept 5 WRONG_STATE | decline done");
        }

        @Test
        void positionsOfDriversWhoAreClaimed() {
            var race =
                    Race.at(dsl, SPOTS)
                            .drivers(2)
                            .byADispatcherForEachPartition()
                            .beside(drivers -> index.positions(drivers, Scene.now()));
            race.between(place())
                    .comesToSomeOf(
                            "OFFERED(d1) | place done",
                            "OFFERED(d2) | place done",
                            "SEARCHING(0) | place done");
            assertThat(index.positions(race.drivers(), Scene.now())).isEmpty();
        }

        /** A wake-up that finds d2's row locked by positions waits for the next. */
        @Test
        void positionsOfDriversWhoAreReleased() {
            offered(2 * SPOTS)
                    .byADispatcherForEachPartition()
                    .beside(drivers -> index.positions(drivers, Scene.now()))
                    .between(decline("d1"), wake().times(3))
                    .comesToSomeOf(
                            "OFFERED(d2) | decline done | wake 3 nothing",
                            "OFFERED(d2) | decline done | wake done + 2 nothing",
                            "OFFERED(d2) | decline done | wake 2 done + nothing",
                            "OFFERED(d2) | decline done | wake 3 done",
                            "SEARCHING(0) | decline done | wake 3 nothing",
                            "SEARCHING(0) | decline done | wake done + 2 nothing",
                            "SEARCHING(0) | decline done | wake 2 done + nothing",
                            "SEARCHING(0) | decline done | wake 3 done");
        }

        @Test
        void shiftsThatEndAsTheirDriversAreClaimed() {
            Race.at(dsl, SPOTS)
                    .drivers(1)
                    .beside(drivers -> offline(drivers.keySet().stream().limit(3).toList()))
                    .between(place())
                    .comesToSomeOf(
                            "OFFERED(d1) | place done",
                            "SEARCHING(0) | place done",
                            "SEARCHING(1) | place done");
        }

        @Test
        void shiftsThatEndBetweenTheLookAndTheClaim() {
            var race = Race.at(dsl, SPOTS).drivers(2);
            race.afterTheLook(() -> offline(race.drivers().keySet()))
                    .between(place())
                    .comesTo("SEARCHING(1) | place done");
        }

        private void offline(Collection<DriverId> drivers) {
            index.shifts(drivers, ShiftState.OFFLINE, Scene.now());
        }

        @Test
        void releasesThatComeLate() {
            var claims = new ClaimsTable();
            offered(SPOTS)
                    .beside(
                            drivers ->
                                    dsl.transaction(
                                            tx ->
                                                    claims.release(
                                                            tx.dsl(), late(drivers), Scene.now())))
                    .between(accept("d1"), decline("d1"))
                    .comesToSomeOf(
                            "ACCEPTED(d1) | accept done | decline WRONG_STATE",
                            "OFFERED(d2) | accept WRONG_STATE | decline done",
                            "SEARCHING(0) | accept WRONG_STATE | decline done");
        }

        /** Of each driver's hold before the present one. */
        private static List<Publication.Release> late(Map<DriverId, LatLng> drivers) {
            return dsl.fetch(
                            "SELECT id, token - 1 FROM drivers WHERE id = ANY (?)",
                            (Object)
                                    drivers.keySet().stream()
                                            .map(DriverId::value)
                                            .toArray(UUID[]::new))
                    .map(
                            row ->
                                    new Publication.Release(
                                            new DriverId(row.get(0, UUID.class)),
                                            row.get(1, Long.class),
                                            false));
        }

        @Test
        void aClaimWaitsForNobody() throws Exception {
            var race = offered(1);
            var next = List.copyOf(race.drivers().keySet()).getLast();
            dsl.transaction(
                    other -> {
                        other.dsl()
                                .execute(
                                        "SELECT 1 FROM drivers WHERE id = ? FOR UPDATE",
                                        next.value());
                        CompletableFuture.runAsync(() -> race.between(decline("d1")))
                                .get(4, TimeUnit.SECONDS);
                    });
            race.comesTo("SEARCHING(0) | decline done");
        }
    }
}
