package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.sql.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What the driver index makes of signals that come late, early, or while a round holds the row. */
class DriverIndexTableTest {

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;
    private static DriverIndexTable table;
    private static DriverIndexService index;

    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final Instant now = Scene.now();

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
        table = new DriverIndexTable(dsl);
        var wake =
                new WakeService(new WakeTable(dsl, 8_000), application.getBean(WriterKafka.class));
        index =
                new DriverIndexService(
                        table,
                        wake,
                        new VacuumService(table, InstantSource.system()),
                        new DriverIndexMetrics(new SimpleMeterRegistry()),
                        InstantSource.system());
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void theFirstPositionOfAnUnknownDriverIsKept() {
        index.onSignals(List.of(at(24, now)));
        assertThat(text("ST_Y(location)")).isEqualTo("24");
        assertThat(text("on_shift")).isEqualTo("f");
        index.onShifts(List.of(shift(1, ShiftState.ONLINE)));
        assertThat(text("on_shift || ' ' || ST_Y(location)")).isEqualTo("true 24");
    }

    @Test
    void anOlderPositionOrShiftThatComesLateChangesNothing() {
        index.onSignals(List.of(at(24, now)));
        index.onSignals(List.of(at(25, now.minusSeconds(1))));
        index.onSignals(List.of(at(26, now), at(27, now.minusSeconds(2))));
        assertThat(text("ST_Y(location)")).isEqualTo("24");
        index.onShifts(List.of(shift(2, ShiftState.OFFLINE)));
        index.onShifts(List.of(shift(1, ShiftState.ONLINE)));
        assertThat(text("on_shift")).isEqualTo("f");
    }

    @Test
    void whoeverBecomesACandidateIsBackAndNobodyElse() {
        assertThat(back(new DriverSeen(driver, now))).isEmpty();
        assertThat(back(at(24, now))).containsExactly(driver);
        assertThat(back(at(24, now.plusMillis(1)))).isEmpty();
        dsl.execute(
                "UPDATE drivers SET missed_at = ?::timestamptz WHERE id = ?",
                now.plusMillis(2).atOffset(ZoneOffset.UTC),
                driver.value());
        assertThat(back(new DriverSeen(driver, now.plusMillis(3)))).containsExactly(driver);
        assertThat(back(new DriverGone(driver, now.plusMillis(4)))).isEmpty();
        assertThat(back(new DriverSeen(driver, now.plusMillis(5)))).containsExactly(driver);
    }

    @Test
    void whoHardlyMovesIsWrittenNowAndThen() {
        index.onSignals(List.of(at(24, now)));
        assertThat(still(at(24.00005, now.plusSeconds(1)))).isEqualTo(1);
        assertThat(text("ST_Y(location)")).isEqualTo("24");
        assertThat(still(at(24.0001, now.plusSeconds(2)))).isZero();
        assertThat(text("ST_Y(location)")).isEqualTo("24.0001");
        assertThat(still(at(24.0001, now.plusSeconds(12)))).isEqualTo(1);
        assertThat(still(at(24.0001, now.plusSeconds(13)))).isZero();
        assertThat(text("seen_at - located_at")).isEqualTo("00:00:00");
        assertThat(still(new DriverSeen(driver, now.plusSeconds(14)))).isZero();
    }

    @Test
    void whoTellsManyTimesASecondIsWrittenSomeTimesASecond() {
        index.onSignals(List.of(at(24, now)));
        assertThat(still(at(24.0002, now.plusMillis(250)))).isEqualTo(1);
        assertThat(text("ST_Y(location)")).isEqualTo("24");
        assertThat(still(at(24.0004, now.plusMillis(500)))).isZero();
        assertThat(text("ST_Y(location)")).isEqualTo("24.0004");
        assertThat(still(at(24.001, now.plusMillis(750)))).isZero();
        assertThat(text("ST_Y(location)")).isEqualTo("24.001");
    }

    @Test
    void whoWasMissedIsWrittenWithTheNextSignOfLife() {
        index.onSignals(List.of(at(24, now)));
        dsl.execute(
                "UPDATE drivers SET missed_at = seen_at + interval '1 ms' WHERE id = ?",
                driver.value());
        assertThat(back(at(24, now.plusMillis(2)))).containsExactly(driver);
    }

    /** However many are read at once, few rows are locked at a time. */
    @Test
    void ofManyPositionsTheLastOfEachDriverIsKept() {
        var drivers = Stream.generate(() -> new DriverId(UUID.randomUUID())).limit(1_200).toList();
        var signals = new ArrayList<DriverSignal>();
        for (int step = 0; step < 3; step++) {
            for (var one : drivers) {
                var at = now.plusMillis(step);
                signals.add(new DriverLocated(one, at, step, -50, null, null, null, true));
            }
        }
        index.onSignals(signals);
        assertThat(
                        dsl.fetchSingle(
                                        "SELECT count(*) FROM drivers WHERE id = ANY (?)"
                                                + " AND ST_Y(location) = 2",
                                        (Object)
                                                drivers.stream()
                                                        .map(DriverId::value)
                                                        .toArray(UUID[]::new))
                                .get(0, Integer.class))
                .isEqualTo(1_200);
    }

    private int still(DriverSignal signal) {
        return table.presences(Presence.last(List.of(signal)), now).still();
    }

    /** One socket of two has closed, and the other one was heard since. */
    @Test
    void whoWasSeenSinceIsNotGone() {
        index.onSignals(List.of(at(24, now), gone(-1)));
        assertThat(text("seen_at IS NULL")).isEqualTo("f");
        index.onSignals(List.of(gone(0)));
        assertThat(text("seen_at IS NULL")).isEqualTo("f");
        index.onSignals(List.of(gone(1)));
        assertThat(text("seen_at IS NULL")).isEqualTo("t");
    }

    /** The log's order counts, and not how it was cut into batches. */
    @Test
    void batchesComeToTheSameAsOneByOne() {
        var random = new Random(7);
        for (int run = 0; run < 60; run++) {
            var one = new DriverId(UUID.randomUUID());
            var other = new DriverId(UUID.randomUUID());
            var steps = random.ints(6, 0, 8).boxed().toList();
            steps.forEach(step -> index.onSignals(List.of(signal(one, step))));
            index.onSignals(steps.stream().map(step -> signal(other, step)).toList());
            assertThat(seenAt(other)).as("%s", steps).isEqualTo(seenAt(one));
        }
    }

    private DriverSignal signal(DriverId driver, int step) {
        var at = now.plusMillis(step / 2);
        return step % 2 == 0 ? new DriverSeen(driver, at) : new DriverGone(driver, at);
    }

    private static String seenAt(DriverId driver) {
        return dsl.fetchSingle(
                        "SELECT coalesce(seen_at::text, 'never') FROM drivers WHERE id = ?",
                        driver.value())
                .get(0, String.class);
    }

    private DriverGone gone(long ms) {
        return new DriverGone(driver, now.plusMillis(ms));
    }

    @Test
    void whoGoesWhileARoundHoldsTheRowIsGone() {
        index.onSignals(List.of(at(24, now)));
        var telling =
                dsl.transactionResult(
                        round -> {
                            round.dsl()
                                    .fetch(
                                            "SELECT id FROM drivers WHERE id = ? FOR UPDATE",
                                            driver.value());
                            var later = at(25, now.plusMillis(1));
                            index.onSignals(List.of(later));
                            assertThat(text("ST_Y(location)")).isEqualTo("24");
                            var gone = List.<DriverSignal>of(gone(1));
                            var told = CompletableFuture.runAsync(() -> index.onSignals(gone));
                            Awaitility.await().until(() -> told.isDone() || somebodyWaits());
                            return told;
                        });
        telling.join();
        assertThat(text("seen_at IS NULL")).isEqualTo("t");
    }

    /** It would be on shift where nobody looks, until it moves. */
    @Test
    void theFirstPositionWaitsForTheShiftThatIsBeingWritten() {
        dsl.execute("INSERT INTO drivers (id) VALUES (?)", driver.value());
        var telling =
                dsl.transactionResult(
                        shift -> {
                            shift.dsl()
                                    .execute(
                                            "UPDATE drivers SET on_shift = true WHERE id = ?",
                                            driver.value());
                            var first = List.<DriverSignal>of(at(24, now));
                            var told = CompletableFuture.runAsync(() -> index.onSignals(first));
                            Awaitility.await().until(() -> told.isDone() || somebodyWaits());
                            return told;
                        });
        telling.join();
        assertThat(text("on_shift || ' ' || ST_Y(location)")).isEqualTo("true 24");
    }

    @Test
    void whoIsBackIsToldBesideOneWhoIsUnknown() {
        assertThat(back(new DriverSeen(driver, now))).isEmpty();
        var unknown = new DriverLocated(other(), now, 24, -50, null, null, null, true);
        assertThat(back(at(24, now), unknown)).contains(driver, unknown.driverId());
    }

    private static DriverId other() {
        return new DriverId(UUID.randomUUID());
    }

    private static boolean somebodyWaits() {
        return dsl.fetchSingle("SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .get(0, Integer.class)
                > 0;
    }

    private Set<DriverId> back(DriverSignal... signals) {
        return table.presences(Presence.last(List.of(signals)), now).back();
    }

    private DriverLocated at(double lat, Instant at) {
        return new DriverLocated(driver, at, lat, -50, null, null, null, true);
    }

    private DriverShift shift(long version, ShiftState state) {
        return new DriverShift(
                driver,
                version,
                now,
                state,
                new DriverProfile("Sam", "red car", null, Set.of()),
                List.of());
    }

    private String text(String expression) {
        return dsl.fetchSingle(
                        "SELECT (" + expression + ")::text FROM drivers WHERE id = ?",
                        driver.value())
                .get(0, String.class)
                .replace("false", "f")
                .replaceFirst("^true$", "t");
    }
}
