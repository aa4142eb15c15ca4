package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.Times;
import org.junit.jupiter.api.Test;

/** The nearest drivers are found by walking an index, however many there are. */
class CandidatesTableTest {

    @Test
    void theNearestAmongFiftyThousandComeFromTheIndex() {
        try (var application = Scene.application(Scene.Bystander.class, "bystander")) {
            var dsl = application.getBean("dispatchDatabase", Database.class).dsl();
            dsl.execute(
                    """
                    INSERT INTO drivers (id, on_shift, location, located_at, seen_at, profile)
                    SELECT gen_random_uuid(), true,
                           ST_SetSRID(ST_MakePoint(60 + random(), -20 + random()), 4326), now(), now(),
                           '{"name":"of the crowd"}'
                    FROM generate_series(1, 50000)
                    """);
            try {
                dsl.execute("ANALYZE drivers");
                var plan =
                        dsl.fetch(
                                        "EXPLAIN " + CandidatesTable.NEAREST,
                                        new Integer[] {0, 1},
                                        new Double[] {60.5, 60.6},
                                        new Double[] {-19.5, -19.4},
                                        new String[] {"DELIVERY", "RIDE"},
                                        new String[] {"{}", "{}"},
                                        new Integer[] {8, 8},
                                        Times.utc(Scene.now().minusSeconds(60)),
                                        8_000.0)
                                .format(1_000);
                assertThat(plan)
                        .contains("Index Scan using drivers_free", "Order By")
                        .doesNotContain("Seq Scan on drivers");
            } finally {
                dsl.execute("DELETE FROM drivers WHERE profile->>'name' = 'of the crowd'");
            }
        }
    }
}
