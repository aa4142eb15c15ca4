package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.Main;
import dev.beckon.loadtest.harness.Crowd;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.Result;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients that put the application under load speak the contract as it does; how fast it is
 * does not matter here.
 */
class LoadIT {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final double PER_S = 20;
    private static final long SENT = 40;

    private static DevServices services;
    private static Node node;

    @TempDir private Path root = Path.of("");

    @BeforeAll
    static void start() {
        // Services of its own: the audit counts every order in the topics.
        services = DevServices.fresh();
        node = Node.rehearse(services);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try (var all = services) {
            node.end();
        }
    }

    @Test
    void ordersAreOfferedCancelledAndDeliveredAndTheAuditIsClean() throws Exception {
        var processes = Map.of("application", node.process().pid());
        try (var crowd = Crowd.gather(node.url(), processes, 20, 5)) {
            check(crowd.run(new Load(PER_S, WARM_UP, MEASURED, Ending.CANCELLED)));
            var whole = crowd.run(new Load(PER_S, WARM_UP, MEASURED, Ending.DELIVERED));
            check(whole);
            assertThat(whole.timings().accepted().getTotalCount()).isEqualTo(SENT);
            assertThat(whole.cpu().get("application")).isPositive();
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

    @Test
    void aLunchIsPlayedToItsEndReportedAndAudited() throws Exception {
        var load = lunch();
        String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = load.waitFor();

        assertThat(said)
                .contains("met     ORDER_ACCEPTED: percentage of successful")
                .contains("met     ORDER_DELIVERED: percentage of successful")
                .contains("met     ACCEPT_OFFER decided: percentage of successful")
                .containsPattern("Report: " + root + "/.beckon/load/lunch-\\d+/index.html");
        assertThat(status).as(said).isEqualTo(said.contains("MISSED") ? 1 : 0);
        try (var reports = Files.list(root.resolve(".beckon/load"))) {
            assertThat(reports).singleElement().satisfies(LoadIT::hasNoTokens);
        }
    }

    private Process lunch() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-Dbeckon.root=" + root, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Main.class.getName(), "load", "lunch", "--attach=" + node.url()));
        command.addAll(List.of("--users=6", "--drivers=4", "--rate=1", "--duration=10"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(services.springProperties());
        return builder.start();
    }

    private static void hasNoTokens(Path report) throws IOException {
        assertThat(report.resolve("index.html")).exists();
        assertThat(Files.readString(report.resolve("gatling.log"))).doesNotContain("eyJ");
    }
}
