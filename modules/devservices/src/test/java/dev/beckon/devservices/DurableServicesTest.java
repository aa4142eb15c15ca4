package dev.beckon.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurableServicesTest {

    private static final Path ROOT = Path.of(System.getProperty("beckon.root", "../.."));

    private Path state = Path.of("");

    @BeforeEach
    void createState() {
        state = Folders.createTemporary("beckon-durable-");
    }

    @AfterEach
    void deleteState() {
        Folders.delete(state);
    }

    @Test
    void dataSurvivesARestartAndAHalfMadeClusterIsMadeAgain() throws Exception {
        try (var services = DevServices.start(options())) {
            Clients.createTopic(services, "kept");
            Clients.execute(services, "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(Clients.query(services, "SHOW fsync")).isEqualTo("on");
        }
        assertThat(ProcessRecord.listRunning(state)).isEmpty();

        try (var services = DevServices.start(options())) {
            assertThat(Clients.topics(services)).contains("kept");
            assertThat(Clients.query(services, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(ProcessRecord.listRunning(state))
                    .extracting(ProcessRecord::name, ProcessRecord::pid, ProcessRecord::port)
                    .containsExactlyInAnyOrderElementsOf(
                            services.processes().stream()
                                    .map(each -> tuple(each.name(), each.pid(), each.port()))
                                    .toList());
        }

        // As if the power had failed in the middle of `initdb` and of `format`.
        Files.delete(state.resolve("postgres/complete"));
        Folders.delete(state.resolve("postgres/data/base"));
        Files.delete(state.resolve("kafka/complete"));
        Files.delete(state.resolve("kafka/data/meta.properties"));
        try (var services = DevServices.start(options())) {
            assertThat(Clients.topics(services)).doesNotContain("kept");
            assertThat(Clients.query(services, "SELECT postgis_version()")).startsWith("3.");
        }
    }

    @Test
    void aCrashIsMendedEvenIfItsPidsBelongToOthersByNow() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            try (var services = DevServices.start(postgresOnly())) {
                services.postgres().kill();
            }
            Path lock = state.resolve("postgres/data/postmaster.pid");
            var lines = Files.readAllLines(lock);
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(lock, lines);
            new ProcessRecord(
                            "postgres", stranger.pid(), Instant.parse("2020-01-01T00:00:00Z"), 5432)
                    .write(state.resolve("run"));
            assertThat(ProcessRecord.listRunning(state)).isEmpty();

            try (var services = DevServices.start(postgresOnly())) {
                assertThat(Clients.query(services, "SELECT 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void aConfiguredPortThatIsInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket()) {
            taken.bind(Ports.loopback(0));
            int port = taken.getLocalPort();
            var options =
                    redisOnly()
                            .withPorts(
                                    OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(port));
            assertThatThrownBy(() -> DevServices.start(options))
                    .isInstanceOf(DevServicesException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("--redis-port");
        }
    }

    @Test
    void anUnconfiguredPortThatIsInUseIsPassedOver() throws IOException {
        int usual = 6379;
        try (var taken = new ServerSocket()) {
            if (Ports.isFree(usual)) {
                taken.bind(Ports.loopback(usual));
            }
            try (var services = DevServices.start(redisOnly())) {
                assertThat(services.redis().port()).isGreaterThan(usual);
                assertThat(Clients.redis(services, "PING")).isEqualTo("+PONG");
            }
        }
    }

    @Test
    void twoSetsDoNotShareOneFolder() {
        try (var services = DevServices.start(redisOnly())) {
            assertThatThrownBy(() -> DevServices.start(redisOnly()))
                    .isInstanceOf(DevServicesException.class)
                    .hasMessageContaining("running already");
            assertThat(services.redis().isAlive()).isTrue();
        }
    }

    @Test
    void namedServersAreUsedAndNoneIsStarted() {
        var environment =
                Map.of(
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:2/theirs",
                        "SPRING_DATASOURCE_USERNAME", "them",
                        "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:3");
        try (var services = DevServices.start(options().withEnvironment(environment))) {
            assertThat(services.processes()).isEmpty();
            assertThat(services.springProperties()).containsAllEntriesOf(environment);
        }
    }

    @Test
    void aServiceThatDoesNotStartShowsTheEndOfItsLog() throws Exception {
        try (var services = DevServices.start(postgresOnly())) {
            services.postgres().stop();
        }
        Files.writeString(state.resolve("postgres/data/postgresql.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> DevServices.start(postgresOnly()))
                .isInstanceOf(DevServicesException.class)
                .hasMessageContaining("PostgreSQL ended with status 1")
                .hasMessageContaining("postgres.log")
                .hasMessageContaining("no_such_setting");
    }

    private DevServicesOptions options() {
        return DevServicesOptions.of(ROOT, state).withEnvironment(Map.of());
    }

    private DevServicesOptions redisOnly() {
        return options()
                .withEnvironment(
                        Map.of(
                                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:2/theirs"));
    }

    private DevServicesOptions postgresOnly() {
        return options()
                .withEnvironment(
                        Map.of(
                                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                                "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:3"));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }
}
