package dev.beckon.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServicesForTestsTest {

    private final DevServices services = DevServices.forTests();

    @Test
    void allThreeServe() throws Exception {
        Clients.createTopic(services, "served");
        assertThat(Clients.topics(services)).contains("served");
        assertThat(
                        Clients.query(
                                services,
                                "SELECT ST_Distance('POINT(13 52)'::geography,"
                                        + " 'POINT(13 53)'::geography)::int"))
                .isEqualTo("111277");
        assertThat(Clients.redis(services, "ECHO served")).contains("served");
    }

    @Test
    void theUserMayMakeSchemasRolesAndDatabasesButIsNoSuperuser() throws Exception {
        Clients.execute(
                services,
                "CREATE SCHEMA one",
                "CREATE ROLE one_user LOGIN PASSWORD 'one'",
                "GRANT USAGE ON SCHEMA one TO one_user",
                "CREATE DATABASE another");
        assertThat(
                        Clients.query(
                                services, "SELECT rolsuper FROM pg_roles WHERE rolname = 'beckon'"))
                .isEqualTo("f");
    }

    @Test
    void thereIsOneSetInAJvm() {
        assertThat(DevServices.forTests()).isSameAs(services);
    }

    @Test
    void kafkaStartsWarm() {
        var kafka = ProcessHandle.of(services.kafka().pid()).orElseThrow();
        assertThat(kafka.info().arguments().orElseThrow())
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    }

    @Test
    void springPropertiesNameAllThree() {
        assertThat(services.springProperties())
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", services.bootstrapServers())
                .containsEntry("SPRING_DATASOURCE_URL", services.jdbcUrl())
                .containsEntry("SPRING_DATASOURCE_USERNAME", "beckon")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", "beckon")
                .containsEntry("SPRING_DATA_REDIS_URL", services.redisUri());
    }

    @Test
    void eachIsKilledAloneAndComesBackOnItsPortWithItsData() throws Exception {
        Clients.createTopic(services, "kept");
        Clients.execute(services, "CREATE TABLE kept AS SELECT 42 AS answer");
        String addresses = services.springProperties().toString();

        for (ServiceProcess service : services.processes()) {
            long pid = service.pid();
            service.kill();
            assertThat(service.isAlive()).as(service.title()).isFalse();
            assertThat(Ports.answers(service.port())).as(service.title()).isFalse();
            service.restart();
            assertThat(service.pid()).as(service.title()).isNotEqualTo(pid);
        }

        assertThat(services.springProperties()).hasToString(addresses);
        assertThat(Clients.topics(services)).contains("kept");
        assertThat(Clients.query(services, "SELECT answer FROM kept")).isEqualTo("42");
        assertThat(Clients.redis(services, "PING")).isEqualTo("+PONG");
    }

    @Test
    void onePausedAnswersNobodyUntilItIsResumed() throws Exception {
        var process = ProcessHandle.of(services.redis().pid()).orElseThrow();
        assertThat(Threads.stand(process)).isFalse();
        services.redis().pause();
        assertThat(Threads.stand(process)).isTrue();
        assertThatThrownBy(() -> Clients.redis(services, "PING")).isInstanceOf(IOException.class);
        services.redis().resume();
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> Clients.redis(services, "PING").equals("+PONG"));
    }
}
