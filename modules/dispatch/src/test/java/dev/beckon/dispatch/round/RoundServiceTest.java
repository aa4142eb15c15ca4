package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Faults;
import dev.beckon.routing.StraightLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a round leaves behind when it is fenced or fails: nothing. */
class RoundServiceTest {

    /** Partitions that Kafka does not have, so that nobody else folds them. */
    private static final AtomicInteger PARTITION = new AtomicInteger(1_000);

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;

    private final int partition = PARTITION.incrementAndGet();
    private Map<Integer, Stand> stands = Map.of();

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void begin() {
        stands = takeOver(dsl);
        assertThat(stands).isEqualTo(Map.of(partition, new Stand(7, 1)));
    }

    @Test
    void theSecondOverTheSameRangeIsFencedAndLeavesNothingBehind() {
        var first = driver(dsl, 12, -50);
        var second = driver(dsl, 12, -51);
        var mine = placed(12, -50, Scene.now());
        var theirs = placed(12, -51, Scene.now());
        var outcome = service().run(List.of(intake(7, mine)), stands, Scene.now());
        assertThat(outcome.publication().events())
                .anyMatch(event -> event.event() instanceof OfferMade);
        assertThat(outcome.claims()).isEqualTo(1);
        assertThat(held(first)).isTrue();

        assertThatThrownBy(() -> service().run(List.of(intake(7, theirs)), stands, Scene.now()))
                .isInstanceOf(FencedException.class);
        assertNothingOf(theirs.orderId(), second);
        assertThat(stand()).isEqualTo(8);
    }

    @Test
    void whoeverIsTakenOverFromCommitsNothingMore() {
        var driver = driver(dsl, 12.5, -50);
        var late = placed(12.5, -50, Scene.now());
        var next = takeOver(dsl);

        assertThatThrownBy(() -> service().run(List.of(intake(7, late)), stands, Scene.now()))
                .isInstanceOf(FencedException.class);
        assertNothingOf(late.orderId(), driver);

        service().run(List.of(intake(7, late)), next, Scene.now());
        assertThat(held(driver)).isTrue();
    }

    @Test
    void aRoundThatFailsHalfWayLeavesNothingBehind() {
        var driver = driver(dsl, 13, -50);
        var good = placed(13, -50, Scene.now());
        var culprit = placed(13.5, -50, Instant.parse("+300000-01-01T00:00:00Z"));
        var batch = List.of(intake(7, good), intake(8, culprit));
        assertThatThrownBy(() -> service().run(batch, stands, Scene.now()))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(FencedException.class);
        assertNothingOf(good.orderId(), driver);
        assertThat(stand()).isEqualTo(7);

        service().run(batch.subList(0, 1), stands, Scene.now());
        assertThat(held(driver)).isTrue();
    }

    @Test
    void whatIsUnderWayIsNotReadAgainInTheSameEpoch() {
        var service = service();
        var placed = placed(6, -50, Scene.now());
        service.run(List.of(intake(7, placed)), stands, Scene.now());
        dsl.execute("UPDATE orders SET body = '{}' WHERE id = ?", placed.orderId().value());
        assertThat(service.run(List.of(cancelled(8, placed)), at(8, 1), Scene.now()).publication())
                .satisfies(
                        publication -> {
                            assertThat(publication.events()).hasSize(1);
                            assertThat(publication.replies()).isEmpty();
                        });
        // It has ended, so that it is read once more.
        var again = service.run(List.of(cancelled(9, placed)), at(9, 1), Scene.now());
        assertThat(again.publication().events()).isEmpty();
        assertThat(again.publication().replies()).hasSize(1);
    }

    @Test
    void whatAnotherOwnerHasFoldedIsReadAnew() {
        var service = service();
        var placed = placed(5, -50, Scene.now());
        service.run(List.of(intake(7, placed)), stands, Scene.now());
        service().run(List.of(cancelled(8, placed)), takeOver(dsl), Scene.now());
        var back = takeOver(dsl);
        assertThat(back).isEqualTo(at(9, 3));
        var late = service.run(List.of(cancelled(9, placed)), back, Scene.now()).publication();
        assertThat(late.events()).isEmpty();
        assertThat(late.replies()).hasSize(1);
    }

    @Test
    void whatWasRolledBackIsNotKnown() {
        var service = service();
        var good = placed(4, -50, Scene.now());
        var culprit = placed(4.5, -50, Instant.parse("+300000-01-01T00:00:00Z"));
        assertThatThrownBy(
                        () ->
                                service.run(
                                        List.of(intake(7, good), intake(8, culprit)),
                                        stands,
                                        Scene.now()))
                .isInstanceOf(RuntimeException.class);
        var outcome = service.run(List.of(cancelled(7, good)), stands, Scene.now());
        assertThat(outcome.publication().events()).isEmpty();
        assertThat(outcome.publication().replies()).hasSize(1);
    }

    @Test
    void skippedRecordsMoveThePartitionOn() {
        service().run(List.of(new Intake(partition, 9, null)), stands, Scene.now());
        assertThat(stand()).isEqualTo(10);
    }

    @Test
    void anOwnerStoppedInItsTransactionHoldsUpNobody() throws Exception {
        var locked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stopped =
                    CompletableFuture.runAsync(
                            () ->
                                    dsl.transaction(
                                            configuration -> {
                                                var tx = configuration.dsl();
                                                takeOver(tx);
                                                locked.countDown();
                                                goOn.await();
                                                tx.execute("SELECT 1");
                                            }),
                            threads);
            locked.await();
            try {
                // The partition's row is locked until the server loses its patience.
                service().run(List.of(new Intake(partition, 7, null)), stands, Scene.now());
            } finally {
                goOn.countDown();
            }
            assertThat(stand()).isEqualTo(8);
            assertThat(stopped.handle((done, failure) -> failure).get()).matches(Faults::passing);
        }
        // The connection that was cut is out of the pool: every one that it lends works.
        for (int i = 0; i < 20; i++) {
            assertThat(stand()).isEqualTo(8);
        }
    }

    @Test
    void theLivingAreDueWhateverHeapOfTheEndedLiesBeforeThem() {
        var living = placed(11, -50, Scene.now());
        service().run(List.of(intake(7, living)), stands, Scene.now());
        dsl.execute(
                """
                INSERT INTO orders (id, partition, version, state, kind, customer_id, placed_at, due_at,
                                    attempt, excluded, body)
                SELECT gen_random_uuid(), ?, 1, 'DELIVERED', 'DELIVERY', gen_random_uuid(), now(),
                       now() - interval '1 day', 0, '{}', '{}'
                FROM generate_series(1, 20)
                """,
                partition);
        var table = new DueTable(dsl);
        var later = Scene.now().plusSeconds(600);
        assertThat(table.due(Set.of(partition), later, 10))
                .extracting(DueTable.Due::id)
                .containsExactly(living.orderId());
        var ended = table.ended(Set.of(partition), later, 15);
        assertThat(ended).hasSize(15);
        table.forgotten(ended);
        assertThat(table.ended(Set.of(partition), later, 15)).hasSize(5);
    }

    @Test
    void aHeapInOnePartitionHidesNothingOfAnother() {
        var table = new DueTable(dsl);
        int other = PARTITION.incrementAndGet();
        dsl.execute(
                """
                INSERT INTO orders (id, partition, version, state, kind, customer_id, placed_at, due_at,
                                    attempt, excluded, body)
                SELECT gen_random_uuid(), CASE n WHEN 21 THEN ? ELSE ? END, n, 'SEARCHING', 'DELIVERY',
                       gen_random_uuid(), now(), now() - interval '1 day' - interval '1 s' * n, 0, '{}',
                       '{}'
                FROM generate_series(1, 21) AS n
                """,
                other,
                partition);
        var later = Scene.now().plusSeconds(600);
        try {
            assertThat(table.due(List.of(partition, other), later, 4))
                    .extracting(DueTable.Due::version)
                    .containsExactly(20L, 19L, 21L);
            assertThat(table.due(List.of(partition, other), later.minusSeconds(9_999_999), 4))
                    .isEmpty();
        } finally {
            dsl.execute("DELETE FROM orders WHERE partition IN (?, ?)", partition, other);
        }
    }

    @Test
    void anOrderThatWasForgottenIsFoundByNameAndNeverStartsAnew() {
        var placed = placed(10, -50, Scene.now());
        service().run(List.of(intake(7, placed), cancelled(8, placed)), stands, Scene.now());
        new DueTable(dsl).forgotten(Set.of(placed.orderId()));
        assertThat(count("SELECT count(*) FROM orders WHERE id = ?", placed.orderId().value()))
                .isZero();
        assertThat(count("SELECT count(*) FROM all_orders WHERE id = ?", placed.orderId().value()))
                .isOne();

        var again = service().run(List.of(intake(9, placed)), at(9, 1), Scene.now()).publication();
        assertThat(again.events()).isEmpty();
        assertThat(again.replies()).hasSize(1);
        assertThat(stand()).isEqualTo(10);
    }

    @Test
    void whoIsAliveIsNotForgotten() {
        var placed = placed(9, -50, Scene.now());
        service().run(List.of(intake(7, placed)), stands, Scene.now());
        new DueTable(dsl).forgotten(Set.of(placed.orderId()));
        assertThat(count("SELECT count(*) FROM orders WHERE id = ?", placed.orderId().value()))
                .isOne();
    }

    @Test
    void aCrowdAtOneSpotIsServedByOneRoundAndEachOfferTellsOfItsDriverAmongTwelve() {
        var drivers = new HashSet<DriverId>();
        for (int i = 0; i < 30; i++) {
            drivers.add(driver(dsl, 8 + i * 0.0002, -50));
        }
        var batch = new ArrayList<Intake>();
        for (int i = 0; i < 30; i++) {
            batch.add(intake(7 + i, placed(8, -50, Scene.now())));
        }
        var offers =
                service().run(batch, stands, Scene.now()).publication().events().stream()
                        .map(Publication.Event::event)
                        .filter(event -> event instanceof OfferMade)
                        .map(event -> (OfferMade) event)
                        .toList();
        assertThat(offers)
                .extracting(OfferMade::driverId)
                .containsExactlyInAnyOrderElementsOf(drivers);
        for (var offer : offers) {
            assertThat(offer.candidates())
                    .hasSizeBetween(CandidatesTable.EACH, 12)
                    .anyMatch(one -> one.driverId().equals(offer.driverId()));
        }
        assertThat(offers).anyMatch(offer -> offer.candidates().size() == 12);
    }

    @Test
    void whoWaitsWithoutADriverIsNamed() {
        var alone = placed(7, -50, Scene.now());
        assertThat(service().run(List.of(intake(7, alone)), stands, Scene.now()).unserved())
                .containsExactly(alone.orderId());
    }

    private Map<Integer, Stand> takeOver(DSLContext context) {
        return new PartitionsTable().takeOver(context, Map.of(partition, 7L));
    }

    private static RoundService service() {
        return new RoundService(
                dsl,
                new Orders(SearchSettings.DEFAULTS),
                SearchSettings.DEFAULTS,
                MatchingPolicy.BATCH,
                new CandidatesService(
                        new NeighboursService(new CandidatesTable()), StraightLine.TOWN),
                new RoadTime(RoadTime.Limits.USUAL, System::nanoTime),
                new DispatcherMetrics(new SimpleMeterRegistry()));
    }

    private Intake intake(long offset, OrderPlaced fact) {
        return new Intake(partition, offset, fact);
    }

    private Intake cancelled(long offset, OrderPlaced placed) {
        return new Intake(
                partition,
                offset,
                new CancelRequested(
                        Scene.newFact(),
                        placed.orderId(),
                        Scene.now(),
                        placed.actor(),
                        null,
                        null));
    }

    private Map<Integer, Stand> at(long offset, long epoch) {
        return Map.of(partition, new Stand(offset, epoch));
    }

    private long stand() {
        return dsl.fetchSingle("SELECT folded FROM partitions WHERE partition = ?", partition)
                .get(0, Long.class);
    }

    private static void assertNothingOf(OrderId order, DriverId driver) {
        assertThat(count("SELECT count(*) FROM orders WHERE id = ?", order.value())).isZero();
        assertThat(count("SELECT count(*) FROM events WHERE order_id = ?", order.value())).isZero();
        assertThat(count("SELECT count(*) FROM assignments WHERE driver_id = ?", driver.value()))
                .isZero();
        assertThat(held(driver)).isFalse();
    }

    private static boolean held(DriverId driver) {
        return count(
                        "SELECT count(*) FROM drivers WHERE id = ? AND held_by IS NOT NULL",
                        driver.value())
                == 1;
    }

    private static int count(String sql, UUID id) {
        return dsl.fetchSingle(sql, id).get(0, Integer.class);
    }

    static DriverId driver(DSLContext dsl, double lat, double lng) {
        var driver = new DriverId(UUID.randomUUID());
        dsl.execute(
                """
                INSERT INTO drivers (id, on_shift, location, located_at, seen_at)
                VALUES (?, true, ST_SetSRID(ST_MakePoint(?, ?), 4326), ?::timestamptz, ?::timestamptz)
                """,
                driver.value(),
                lng,
                lat,
                Scene.now().atOffset(ZoneOffset.UTC),
                Scene.now().atOffset(ZoneOffset.UTC));
        return driver;
    }

    static OrderPlaced placed(double lat, double lng, Instant at) {
        return new OrderPlaced(
                Scene.newFact(),
                new OrderId(UUID.randomUUID()),
                at,
                Actor.of(new CustomerId(UUID.randomUUID())),
                null,
                Kind.DELIVERY,
                Place.of(lat, lng),
                Place.of(lat, lng),
                null);
    }
}
