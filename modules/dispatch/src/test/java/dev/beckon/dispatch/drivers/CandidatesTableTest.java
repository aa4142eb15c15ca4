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
        var plan = plan("EXPLAIN ", "NULL");
        assertThat(plan)
                .contains("Index Scan using drivers_free", "Order By")
                .doesNotContain("Seq Scan on drivers");
    }

    @Test
    void nobodyWalksPastDriversWhomOffersMissed() {
        // Only where it is one of ten thousand does anybody remain to be found.
        var plan =
                plan(
                        "EXPLAIN (ANALYZE, TIMING OFF) ",
                        "CASE WHEN number % 10000 > 0 THEN now() + interval '1 h' END");
        assertThat(plan)
                .contains("Index Scan using drivers_free")
                // One in a corner of the box about the circle may be.
                .doesNotContainPattern("Rows Removed by Filter: [1-9]");
    }

    /** Of a search for the nearest at two spots among fifty thousand. */
    private static String plan(String explain, String missedAt) {
        try (var application = Scene.application(Scene.Bystander.class, "bystander")) {
            var dsl = application.getBean("dispatchDatabase", Database.class).dsl();
            dsl.execute(
                    """
                    INSERT INTO drivers (id, on_shift, location, located_at, seen_at, profile, missed_at)
                    SELECT gen_random_uuid(), true,
                           ST_SetSRID(ST_MakePoint(60 + random(), -20 + random()), 4326), now(), now(),
                           '{"name":"of the crowd"}', %s
                    FROM generate_series(1, 50000) AS s (number)
                    """
                            .formatted(missedAt));
            try {
                dsl.execute("ANALYZE drivers");
                return dsl.fetch(
                                explain + CandidatesTable.NEAREST,
                                new Integer[] {0, 1},
                                new Double[] {60.5, 60.6},
                                new Double[] {-19.5, -19.4},
                                new String[] {"DELIVERY", "RIDE"},
                                new String[] {"{}", "{}"},
                                new Integer[] {8, 8},
                                Times.utc(Scene.now().minusSeconds(60)),
                                8_000.0)
                        .format(1_000);
            } finally {
                dsl.execute("DELETE FROM drivers WHERE profile->>'name' = 'of the crowd'");
            }
        }
    }
}
