package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Times;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The nearest waiting orders are found by walking an index, however many wait. */
class WakeTableTest {

    /** Of no order that anybody folds. */
    private static final int PARTITION = 2_000;

    @Test
    void theNearestAmongFiftyThousandComeFromTheIndex() {
        try (var application = Scene.application(Scene.Bystander.class, "bystander")) {
            var dsl = application.getBean("dispatchDatabase", Database.class).dsl();
            dsl.execute(
                    """
                    INSERT INTO orders (id, partition, version, state, kind, customer_id, placed_at,
                                        waiting, attempt, excluded, body)
                    SELECT gen_random_uuid(), ?, 1, 'SEARCHING', 'DELIVERY', gen_random_uuid(), now(),
                           ST_SetSRID(ST_MakePoint(60 + random(), -20 + random()), 4326), 1, '{}', '{}'
                    FROM generate_series(1, 50000)
                    """,
                    PARTITION);
            try {
                dsl.execute("ANALYZE orders");
                var plan =
                        dsl.fetch(
                                        "EXPLAIN " + WakeTable.NEAREST,
                                        8_000.0,
                                        2,
                                        new UUID[] {UUID.randomUUID()},
                                        Times.utc(Scene.now().minusSeconds(60)))
                                .format(1_000);
                assertThat(plan)
                        .contains("Index Scan using orders_waiting", "Order By")
                        .doesNotContain("Seq Scan on orders");
            } finally {
                dsl.execute("DELETE FROM orders WHERE partition = ?", PARTITION);
            }
        }
    }

    /** A driver who came between a round's look and its commit has woken nobody. */
    @Test
    void whoWaitsBesideAFreeDriverIsReached() {
        try (var node = new Beside(new LatLng(-40, 62))) {
            assertThat(node.reached()).isEmpty();
            node.driverAt(new LatLng(-40, 62.05));
            assertThat(node.reached()).containsExactly(new WakeTable.Waiting(node.order, 3, 1));
            node.setDriver("held_by = id");
            assertThat(node.reached()).isEmpty();
        }
    }

    @Test
    void whoWaitsBesideTheAntimeridianIsReachedFromBeyond() {
        try (var node = new Beside(new LatLng(-17, 179.99))) {
            node.driverAt(new LatLng(-17, -179.9));
            assertThat(node.reached()).as("11.7 km away").isEmpty();
            node.setDriver("location = ST_SetSRID(ST_MakePoint(-179.99, -17), 4326)");
            assertThat(node.reached()).hasSize(1);
        }
    }

    @Test
    void whoMayNotTakeTheOrderReachesNobody() {
        try (var node = new Beside(new LatLng(-41, 62))) {
            node.driverAt(new LatLng(-41, 62.01));
            node.setDriver("kinds = '{RIDE}'");
            assertThat(node.reached()).isEmpty();
            node.setDriver("kinds = '{RIDE,DELIVERY}'");
            assertThat(node.reached()).hasSize(1);
            node.exclude();
            assertThat(node.reached()).isEmpty();
        }
    }

    /** An order that waits, and a driver. */
    private static final class Beside implements AutoCloseable {

        private final OrderId order = new OrderId(UUID.randomUUID());
        private final UUID driver = UUID.randomUUID();
        private final ConfigurableApplicationContext application =
                Scene.application(Scene.Bystander.class, "bystander");
        private final DSLContext dsl =
                application.getBean("dispatchDatabase", Database.class).dsl();
        private final WakeTable table = new WakeTable(dsl, 8_000);

        Beside(LatLng pickup) {
            dsl.execute(
                    """
                    INSERT INTO orders (id, partition, version, state, kind, customer_id, placed_at,
                                        waiting, attempt, excluded, body)
                    VALUES (?, ?, 3, 'SEARCHING', 'DELIVERY', gen_random_uuid(), now(),
                            ST_SetSRID(ST_MakePoint(?, ?), 4326), 1, '{}', '{}')
                    """,
                    order.value(),
                    PARTITION,
                    pickup.lng(),
                    pickup.lat());
        }

        void driverAt(LatLng place) {
            dsl.execute(
                    """
                    INSERT INTO drivers (id, on_shift, location, located_at, seen_at)
                    VALUES (?, true, ST_SetSRID(ST_MakePoint(?, ?), 4326), now(), now())
                    """,
                    driver,
                    place.lng(),
                    place.lat());
        }

        void setDriver(String what) {
            dsl.execute("UPDATE drivers SET " + what + " WHERE id = ?", driver);
        }

        void exclude() {
            dsl.execute(
                    "UPDATE orders SET excluded = ARRAY[?::uuid] WHERE id = ?",
                    driver,
                    order.value());
        }

        List<WakeTable.Waiting> reached() {
            return table.reached(Set.of(order), Scene.now());
        }

        @Override
        public void close() {
            dsl.execute("DELETE FROM orders WHERE partition = ?", PARTITION);
            dsl.execute("DELETE FROM drivers WHERE id = ?", driver);
            application.close();
        }
    }
}
