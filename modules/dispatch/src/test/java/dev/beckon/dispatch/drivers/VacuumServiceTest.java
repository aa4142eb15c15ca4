package dev.beckon.dispatch.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.sql.Database;
import java.time.Instant;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class VacuumServiceTest {

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");

    @BeforeAll
    static void open() {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void aThousandRowsAreWorthAVacuumAndThenItRests() {
        var vacuum = new VacuumService(new DriverIndexTable(dsl), () -> now);
        // It would pass over a table that the server's own vacuum is at.
        dsl.execute("ALTER TABLE drivers SET (autovacuum_enabled = false)");
        long before = vacuums();
        vacuum.left(999);
        assertThat(vacuums()).isEqualTo(before);
        vacuum.left(1);
        assertThat(vacuums()).isEqualTo(before + 1);
        now = now.plusMillis(299);
        vacuum.left(5_000);
        assertThat(vacuums()).isEqualTo(before + 1);
        now = now.plusMillis(1);
        vacuum.left(0);
        assertThat(vacuums()).isEqualTo(before + 1);
        vacuum.left(1);
        assertThat(vacuums()).isEqualTo(before + 2);
    }

    @AfterEach
    void asItWas() {
        dsl.execute("ALTER TABLE drivers RESET (autovacuum_enabled)");
    }

    private static long vacuums() {
        return dsl.fetchSingle(
                        """
                        SELECT vacuum_count FROM pg_stat_user_tables
                        WHERE schemaname = current_schema() AND relname = 'drivers'
                        """)
                .get(0, Long.class);
    }
}
