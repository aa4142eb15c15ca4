package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.harness.Crowd;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.Result;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client of the benchmarks speaks the contract as the application does. */
class LoadIT {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final double PER_S = 20;
    private static final long SENT = 40;

    @Test
    void ordersAreOfferedCancelledAndDeliveredAndTheAuditIsClean() throws Exception {
        // Services of its own: the audit counts every order in the topics.
        try (var services = DevServices.fresh()) {
            playOn(services);
        }
    }

    private static void playOn(DevServices services) throws Exception {
        var node = Node.rehearse(services);
        var processes = Map.of("application", node.process().pid());
        try (var crowd = Crowd.gather(node.url(), processes, 20, 5)) {
            check(crowd.run(new Load(PER_S, WARM_UP, MEASURED, Ending.CANCELLED)));
            var whole = crowd.run(new Load(PER_S, WARM_UP, MEASURED, Ending.DELIVERED));
            check(whole);
            assertThat(whole.timings().accepted().getTotalCount()).isEqualTo(SENT);
            assertThat(whole.cpu().get("application")).isPositive();
        } finally {
            node.end();
        }
        var database =
                new DatabaseProperties(
                        services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
        var report =
                new AuditService().run(services.bootstrapServers(), database, (done, total) -> {});
        assertThat(report.clean()).as(report.render()).isTrue();
    }

    private static void check(Result result) {
        var counts = result.counts();
        assertThat(List.of(counts.sent(), counts.taken(), counts.offered(), counts.ended()))
                .as(result.summary())
                .containsOnly(SENT);
        // Where a receipt comes late the offer is made again, and whoever accepts second is told
        // so; nobody else is.
        assertThat(List.of(counts.refused(), counts.expired()))
                .as(result.summary())
                .allMatch(those -> those <= counts.again());
        assertThat(result.timings().offered().getTotalCount()).isEqualTo(SENT);
    }
}
