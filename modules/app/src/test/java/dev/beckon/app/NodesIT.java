package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.city.City;
import dev.beckon.city.CityOptions;
import dev.beckon.city.report.CityResult;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.ServiceProcess;
import dev.beckon.platform.sql.DatabaseProperties;
import dev.beckon.replay.AuditReport;
import dev.beckon.replay.AuditService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A city on two dispatchers and two gateways, each a process of its own. One of each is killed
 * without a word, the others stand still for longer than they are waited for.
 */
class NodesIT {

    private static final int ORDERS = 90;
    private static final int DRIVERS = 30;
    private static final double SPEED = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String GROUP = "dispatcher";

    @TempDir private Path folder = Path.of("");

    @Test
    void aCityPlaysToItsEndWhateverIsDoneToItsNodes() throws Exception {
        // Services of its own: the audit counts every order in the topics.
        try (var services = DevServices.fresh();
                var admin = admin(services)) {
            var environment = new HashMap<>(services.springProperties());
            var edge = node(services, "identity,orders,drivers", environment);
            environment.put("BECKON_IDENTITY_JWKS_URI", edge.url() + "/.well-known/jwks.json");
            var dispatchers = twoNodes(services, "dispatcher", environment);
            var gateways = twoNodes(services, "gateway", environment);
            awaitDispatchers(admin, 2);

            var urls = List.of(edge.url(), gateways.getFirst().url(), gateways.getLast().url());
            var result = play(urls, city -> illTreat(city, dispatchers, gateways, admin));

            assertThat(result.clean()).as("%s", result).isTrue();
            assertThat(result.orders().placed()).isEqualTo(ORDERS);
            assertThat(result.orders().delivered()).isGreaterThan(ORDERS / 2);
            assertThat(result.reconnects()).isGreaterThan(DRIVERS / 3);
            var report = audit(services);
            assertThat(report.clean()).as("%s", report.render()).isTrue();
            assertThat(report.counts().orders()).isEqualTo(ORDERS);
        }
    }

    @Test
    void aServerThatIsAwayAtAStartIsNamedAndWaitedFor() throws Exception {
        try (var services = DevServices.fresh();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            services.kafka().stop();
            var starting =
                    executor.submit(() -> node(services, "gateway", services.springProperties()));
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    logs(services)
                                            .contains("Kafka at " + services.bootstrapServers()));
            services.kafka().restart();

            assertThat(starting.get().process().isAlive()).isTrue();
        }
    }

    /** What the nodes have said. */
    private static String logs(DevServices services) throws IOException {
        var said = new StringBuilder();
        try (var files = Files.newDirectoryStream(services.folder().resolve("logs"), "app-*.log")) {
            for (var file : files) {
                said.append(Files.readString(file));
            }
        }
        return said.toString();
    }

    /** A start may take longer than the city: the last thing that happens in it is the kill. */
    private static void illTreat(
            Future<CityResult> play, List<Node> dispatchers, List<Node> gateways, Admin admin) {
        var paused = List.of(dispatchers.getLast().process(), gateways.getLast().process());
        paused.forEach(ServiceProcess::pause);
        awaitDispatchers(admin, 1);
        paused.forEach(ServiceProcess::resume);
        awaitDispatchers(admin, 2);
        var killed = List.of(dispatchers.getFirst().process(), gateways.getFirst().process());
        killed.forEach(ServiceProcess::kill);
        assertThat(play.isDone()).as("trouble came too late to be any").isFalse();
        awaitDispatchers(admin, 1);
        killed.forEach(ServiceProcess::restart);
        awaitDispatchers(admin, 2);
    }

    /** What came of a city in which this happened while orders were under way. */
    private CityResult play(List<URI> urls, Consumer<Future<CityResult>> trouble)
            throws InterruptedException, ExecutionException {
        var said = new ByteArrayOutputStream();
        var options =
                new CityOptions(
                        ORDERS,
                        DRIVERS,
                        SPEED,
                        null,
                        null,
                        null,
                        null,
                        CityOptions.DEFAULT_SEED,
                        urls,
                        null,
                        folder,
                        true,
                        CityOptions.DEFAULT_LOCATION_EVERY);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var play =
                    executor.submit(
                            () ->
                                    City.play(
                                            options,
                                            new PrintStream(said, true, StandardCharsets.UTF_8)));
            await().atMost(PATIENCE)
                    .until(() -> said.toString(StandardCharsets.UTF_8).contains("  placed "));
            trouble.accept(play);
            return play.get();
        }
    }

    private static void awaitDispatchers(Admin admin, int count) {
        await().atMost(PATIENCE)
                .alias(count + " dispatchers with partitions")
                .until(() -> owners(admin) == count);
    }

    private static long owners(Admin admin) throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private static AuditReport audit(DevServices services) {
        var database =
                new DatabaseProperties(
                        services.jdbcUrl(), services.jdbcUser(), services.jdbcPassword());
        return new AuditService().run(services.bootstrapServers(), database, (done, total) -> {});
    }

    private static List<Node> twoNodes(
            DevServices services, String roles, Map<String, String> environment)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = executor.submit(() -> node(services, roles, environment));
            var other = executor.submit(() -> node(services, roles, environment));
            return List.of(one.get(), other.get());
        }
    }

    private static Node node(DevServices services, String roles, Map<String, String> environment) {
        return Node.start(
                services, environment, "--roles=" + roles, "--beckon.time-scale=" + SPEED);
    }

    private static Admin admin(DevServices services) {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.bootstrapServers()));
    }
}
