package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Times;
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
}
