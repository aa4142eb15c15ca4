package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsServiceTest {

    private static final DriverId ADA = new DriverId(new UUID(0, 1));
    private static final DriverId BOB = new DriverId(new UUID(0, 2));
    private static final DriverId CYD = new DriverId(new UUID(0, 3));

    private final BlockingQueue<Underway> underway = new LinkedBlockingQueue<>();
    private final Queue<CompletableFuture<Object>> sent = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private final SignalsService signals =
            new SignalsService(
                    2,
                    signal -> {
                        var arrived = new CompletableFuture<Object>();
                        sent.add(arrived);
                        underway.add(new Underway(signal, arrived));
                        if (over) {
                            arrived.complete("");
                        }
                        return arrived;
                    });

    private record Underway(DriverSignal signal, CompletableFuture<Object> arrived) {}

    @BeforeEach
    void start() {
        signals.start();
    }

    @AfterEach
    void stop() {
        over = true;
        sent.forEach(one -> one.complete(""));
        signals.stop();
    }

    @Test
    void whatIsAloneLeavesAtOnce() throws Exception {
        signals.tell(located(ADA, 1));

        leaves(located(ADA, 1)).complete("");
        signals.tell(located(ADA, 2));
        leaves(located(ADA, 2));
        assertThat(signals.thinned()).isZero();
    }

    @Test
    void whatComesMeanwhileLeavesTogether() throws Exception {
        var first = leavesAlone(located(ADA, 1));
        signals.tell(located(ADA, 2));
        signals.tell(located(ADA, 3));
        assertThat(underway).isEmpty();

        first.complete("");

        leaves(located(ADA, 2));
        leaves(located(ADA, 3));
        assertThat(signals.thinned()).isZero();
    }

    @Test
    void whereMuchWaitsTheLastOfEachDriverLeaves() throws Exception {
        var first = crowd();
        for (var next : List.of(located(ADA, 3), located(BOB, 3), located(ADA, 4))) {
            signals.tell(next);
        }

        first.complete("");

        leaves(located(CYD, 2));
        leaves(located(CYD, 3));
        leaves(located(ADA, 4));
        leaves(located(BOB, 3));
        assertThat(underway).isEmpty();
        assertThat(signals.thinned()).isEqualTo(1);
    }

    @Test
    void whereMuchWaitsWhatComesJustAfterIsLeftOut() throws Exception {
        var first = leavesAlone(located(ADA, 1));
        signals.tell(located(CYD, 2));
        signals.tell(located(BOB, 2));
        signals.tell(located(ADA, Instant.ofEpochMilli(1_300)));
        assertThat(signals.thinned()).isEqualTo(1);
        signals.tell(located(ADA, Instant.ofEpochMilli(1_301)));

        first.complete("");

        leaves(located(CYD, 2));
        leaves(located(BOB, 2));
        leaves(located(ADA, Instant.ofEpochMilli(1_301)));
        assertThat(signals.thinned()).isEqualTo(1);
    }

    @Test
    void whatComesJustAfterOneThatTheIndexPassesOverLeaves() throws Exception {
        var first = leavesAlone(located(ADA, 1));
        signals.tell(located(ADA, Instant.ofEpochMilli(1_250)));
        first.complete("");
        var second = leaves(located(ADA, Instant.ofEpochMilli(1_250)));
        for (var next :
                List.of(
                        located(CYD, 2),
                        located(BOB, 2),
                        located(ADA, Instant.ofEpochMilli(1_500)))) {
            signals.tell(next);
        }

        second.complete("");

        leaves(located(CYD, 2));
        leaves(located(BOB, 2));
        leaves(located(ADA, Instant.ofEpochMilli(1_500)));
        assertThat(signals.thinned()).isZero();
    }

    @Test
    void whatComesJustAfterOneThatTookAPlaceIsLeftOut() throws Exception {
        var first = leavesAlone(located(CYD, 1));
        signals.tell(located(ADA, 1));
        signals.tell(located(BOB, 2));
        signals.tell(located(ADA, Instant.ofEpochMilli(1_250)));
        first.complete("");
        var second = leaves(located(ADA, Instant.ofEpochMilli(1_250)));
        var third = leaves(located(BOB, 2));
        for (var next :
                List.of(
                        located(CYD, 2),
                        located(BOB, 3),
                        located(ADA, Instant.ofEpochMilli(1_500)))) {
            signals.tell(next);
        }

        second.complete("");
        third.complete("");

        leaves(located(CYD, 2));
        leaves(located(BOB, 3));
        assertThat(underway).isEmpty();
        assertThat(signals.thinned()).isEqualTo(2);
    }

    @Test
    void whatComesJustAfterLeavesWhereLittleWaits() throws Exception {
        var first = leavesAlone(located(ADA, 1));
        signals.tell(located(ADA, Instant.ofEpochMilli(1_001)));

        first.complete("");

        leaves(located(ADA, Instant.ofEpochMilli(1_001)));
        assertThat(signals.thinned()).isZero();
    }

    @Test
    void whereThousandsWaitTheFirstOfThemLeave() throws Exception {
        var first = crowd();
        for (int i = 0; i < 600; i++) {
            signals.tell(located(new DriverId(new UUID(1, i)), 2));
        }

        first.complete("");

        var all = new ArrayList<Underway>();
        while (all.size() < 500) {
            all.add(underway.poll(10, TimeUnit.SECONDS));
        }
        assertThat(underway.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(all)
                .extracting(Underway::signal)
                .last()
                .isEqualTo(located(new DriverId(new UUID(1, 497)), 2));
        all.forEach(one -> one.arrived().complete(""));
        leaves(located(new DriverId(new UUID(1, 498)), 2));
    }

    @Test
    void whoHasLeftSaysNothingAfterIt() throws Exception {
        var first = crowd();
        signals.tell(located(ADA, 3));
        signals.tell(new DriverGone(ADA, Instant.ofEpochSecond(4)));

        first.complete("");

        leaves(located(CYD, 2));
        leaves(located(CYD, 3));
        leaves(new DriverGone(ADA, Instant.ofEpochSecond(4)));
        assertThat(underway).isEmpty();
    }

    /** As much waits as may; what has to arrive before it leaves. */
    private CompletableFuture<Object> crowd() throws InterruptedException {
        var first = leavesAlone(located(CYD, 1));
        signals.tell(located(CYD, 2));
        signals.tell(located(CYD, 3));
        return first;
    }

    @Test
    void whatIsLostHoldsNothingUp() throws Exception {
        signals.tell(located(ADA, 1));
        leaves(located(ADA, 1)).completeExceptionally(new IOException("no log"));

        signals.tell(located(ADA, 2));
        leaves(located(ADA, 2));
    }

    @Test
    void theLastWordsLeaveBeforeItStops() throws Exception {
        var first = leavesAlone(located(ADA, 1));
        signals.tell(new DriverGone(BOB, Instant.ofEpochSecond(2)));
        signals.tell(new DriverGone(CYD, Instant.ofEpochSecond(2)));
        var stopping = Thread.ofVirtual().start(signals::stop);

        first.complete("");

        leaves(new DriverGone(BOB, Instant.ofEpochSecond(2))).complete("");
        leaves(new DriverGone(CYD, Instant.ofEpochSecond(2))).complete("");
        stopping.join();
        assertThat(signals.isRunning()).isFalse();
    }

    /** Nothing else is told until it is underway. */
    private CompletableFuture<Object> leavesAlone(DriverSignal signal) throws InterruptedException {
        signals.tell(signal);
        return leaves(signal);
    }

    private CompletableFuture<Object> leaves(DriverSignal signal) throws InterruptedException {
        var next = underway.poll(10, TimeUnit.SECONDS);
        assertThat(next).extracting(Underway::signal).isEqualTo(signal);
        return next.arrived();
    }

    private static DriverLocated located(DriverId driver, long second) {
        return located(driver, Instant.ofEpochSecond(second));
    }

    private static DriverLocated located(DriverId driver, Instant at) {
        return new DriverLocated(driver, at, 52.5, 13.4, null, null, null, true);
    }
}
