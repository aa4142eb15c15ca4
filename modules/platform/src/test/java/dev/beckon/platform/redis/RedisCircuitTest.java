package dev.beckon.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/** A Redis that goes and comes back, and those who ask it meanwhile. */
class RedisCircuitTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final ServiceProcess server = DevServices.forTests().redis();
    private final Said said = new Said();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RedisCircuit.class);
    private final RedisCircuit redis =
            new RedisCircuit(URI.create(DevServices.forTests().redisUri()));

    private static final class Said extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void close() {
        redis.close();
        logger.detachAppender(said);
    }

    private String ping(RedisCircuit asked) {
        return asked.ask(RedisClient::ping, () -> "away");
    }

    private void awaitAway() {
        await().atMost(SOON).until(() -> ping(redis).equals("away") && redis.findTrouble() != null);
    }

    private void awaitBack() {
        await().atMost(SOON).until(() -> redis.findTrouble() == null);
        assertThat(ping(redis)).isEqualTo("PONG");
    }

    @Test
    void whatGoesAndComesBackIsSaidOnceEach() {
        assertThat(ping(redis)).isEqualTo("PONG");
        server.kill();
        try {
            awaitAway();
            for (int i = 0; i < 100; i++) {
                assertThat(ping(redis)).isEqualTo("away");
            }
            assertThatThrownBy(() -> redis.ask(RedisClient::ping))
                    .isInstanceOf(RedisAwayException.class);
            assertThat(new HealthRedis(redis).health().getDetails()).containsKey("away");
        } finally {
            server.restart();
        }
        awaitBack();
        assertThat(new HealthRedis(redis).health().getDetails()).isEmpty();
        assertThat(said.lines)
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.getFirst()).startsWith("WARN Redis is away"))
                .satisfies(lines -> assertThat(lines.getLast()).isEqualTo("INFO Redis is back"));
    }

    /** A process that stands still takes connections and answers nothing. */
    @Test
    void nobodyWaitsForOneThatStandsStill() {
        server.pause();
        try {
            awaitAway();
            long startNs = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(ping(redis)).isEqualTo("away");
            }
            // One that waited would wait for 200 ms, and a thousand of them for minutes.
            assertThat(Duration.ofNanos(System.nanoTime() - startNs))
                    .isLessThan(Duration.ofSeconds(2));
        } finally {
            server.resume();
        }
        awaitBack();
    }

    @Test
    void oneThatIsAwayAtTheStartIsTakenUpLater() {
        server.kill();
        try (var late = new RedisCircuit(URI.create(DevServices.forTests().redisUri()))) {
            assertThat(late.findTrouble()).isNotNull();
            assertThat(ping(late)).isEqualTo("away");
            server.restart();
            await().atMost(SOON).until(() -> ping(late).equals("PONG"));
        }
    }

    @Test
    void oneThatTakesNothingIsAway() {
        redis.ask(client -> client.configSet("maxmemory", "1"));
        try {
            await().atMost(SOON)
                    .until(
                            () ->
                                    redis.ask(client -> client.set("a", "b"), () -> "away")
                                            .equals("away"));
            await().atMost(SOON).until(() -> redis.findTrouble() != null);
            await().during(Duration.ofSeconds(1)).until(() -> redis.findTrouble() != null);
        } finally {
            try (var client = RedisClient.create(URI.create(DevServices.forTests().redisUri()))) {
                client.configSet("maxmemory", "0");
            }
        }
        awaitBack();
    }
}
