package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Times;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
        try (var application = Scene.application(Scene.Bystander.class, "bystander")) {
            var dsl = application.getBean("dispatchDatabase", Database.class).dsl();
            var table = new WakeTable(dsl, 8_000, Duration.ofSeconds(60));
            var order = new OrderId(UUID.randomUUID());
            var driver = UUID.randomUUID();
            dsl.execute(
                    """
                    INSERT INTO orders (id, partition, version, state, kind, customer_id, placed_at,
                                        waiting, attempt, excluded, body)
                    VALUES (?, ?, 3, 'SEARCHING', 'DELIVERY', gen_random_uuid(), now(),
                            ST_SetSRID(ST_MakePoint(62, -40), 4326), 1, '{}', '{}')
                    """,
                    order.value(),
                    PARTITION);
            try {
                assertThat(table.reached(Set.of(order), Scene.now())).isEmpty();
                dsl.execute(
                        """
                        INSERT INTO drivers (id, on_shift, location, located_at, seen_at)
                        VALUES (?, true, ST_SetSRID(ST_MakePoint(62.05, -40), 4326), now(), now())
                        """,
                        driver);
                assertThat(table.reached(Set.of(order), Scene.now()))
                        .containsExactly(new WakeTable.Waiting(order, 3, 1));
                dsl.execute("UPDATE drivers SET held_by = id WHERE id = ?", driver);
                assertThat(table.reached(Set.of(order), Scene.now())).isEmpty();
            } finally {
                dsl.execute("DELETE FROM orders WHERE partition = ?", PARTITION);
                dsl.execute("DELETE FROM drivers WHERE id = ?", driver);
            }
        }
    }
}
