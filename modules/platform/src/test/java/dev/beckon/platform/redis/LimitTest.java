package dev.beckon.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.http.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Limits that two nodes count together, with Redis and without. */
class LimitTest {

    /** In which next to nothing comes back while a test runs. */
    private static final Duration LONG = Duration.ofHours(10);

    private final RedisCircuit one = circuit();
    private final RedisCircuit two = circuit();
    private final String who = UUID.randomUUID().toString();

    private static RedisCircuit circuit() {
        return new RedisCircuit(URI.create(DevServices.forTests().redisUri()));
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private List<Limit> nodes(long count, Duration per) {
        var rate = new Rate(count, per);
        return List.of(new Limits(one).of("trial", rate), new Limits(two).of("trial", rate));
    }

    private long through(List<Limit> nodes, int tries) throws Exception {
        var attempts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < tries; i++) {
            var node = nodes.get(i % nodes.size());
            attempts.add(() -> node.allows(who));
        }
        long through = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var attempt : threads.invokeAll(attempts)) {
                through += attempt.get() ? 1 : 0;
            }
        }
        return through;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100, 600, 3_000})
    void twoNodesLetThroughWhatOneWould(int count) throws Exception {
        var nodes = nodes(count, LONG);
        int through = 0;
        for (int i = 0; i < 3 * count; i++) {
            through += nodes.get(i % 2).allows(who) ? 1 : 0;
        }
        assertThat(through).isBetween(count, count + count / 20);
        assertThat(through(nodes, 10)).isZero();
        assertThat(nodes.getFirst().allows("not " + who)).isTrue();
    }

    @Test
    void manyAtOnceGetNoMore() throws Exception {
        assertThat(through(nodes(20, LONG), 500)).isEqualTo(20);
        assertThat(through(nodes(600, LONG), 3_000)).isBetween(600L, 630L);
    }

    @Test
    void whoWasTooFastIsToldWhatAndWhen() {
        var limit = nodes(2, Duration.ofMinutes(1)).getFirst();
        limit.check(who);
        limit.check(who);
        assertThatThrownBy(() -> limit.check(who))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.getStatusCode().value()).isEqualTo(429);
                            assertThat(problem.getBody().getProperties())
                                    .containsEntry("limit", "trial");
                            assertThat(problem.getBody().getDetail())
                                    .isEqualTo("too often: the limit trial is 2 in 1m");
                            assertThat(problem.getHeaders().getFirst("Retry-After"))
                                    .satisfies(
                                            s -> assertThat(Integer.parseInt(s)).isBetween(25, 30));
                        });
    }

    /** Two roles of a process count as one node. */
    @Test
    void whoeverNamesALimitHasTheSame() {
        var limits = new Limits(one);
        var limit = limits.of("trial", new Rate(5, LONG));
        assertThat(limits.of("trial", new Rate(5, LONG))).isSameAs(limit);
        assertThat(limits.of("trial", new Rate(6, LONG))).isNotSameAs(limit);
    }

    @Test
    void anotherSettingCountsAtOnce() throws Exception {
        assertThat(through(nodes(40, LONG), 10)).isEqualTo(10);
        assertThat(through(nodes(5, LONG), 10)).isEqualTo(5);
    }

    @Test
    void whatTheTimeGivesBackMayBeTaken() {
        var limit = nodes(1, Duration.ofMillis(300)).getFirst();
        assertThat(limit.allows(who)).isTrue();
        assertThat(limit.allows(who)).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> limit.allows(who));
    }

    @Test
    void wipedItBeginsAnew() throws Exception {
        var nodes = nodes(600, LONG);
        through(nodes, 1_800);
        assertThat(through(nodes, 10)).isZero();
        one.ask(RedisClient::flushAll);
        assertThat(through(nodes(600, LONG), 700)).isBetween(atLeast(600), 630L);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 600})
    void withoutRedisEachNodeCountsByItself(int count) throws Exception {
        var redis = DevServices.forTests().redis();
        var nodes = nodes(count, LONG);
        long most = count + count / 20;
        through(nodes, 10);
        redis.kill();
        try {
            for (var node : nodes) {
                assertThat(through(List.of(node), 2 * count)).isBetween((long) count, most);
            }
        } finally {
            redis.restart();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> one.findTrouble() == null && two.findTrouble() == null);
        assertThat(through(nodes, 3 * count))
                .as("a new Redis knows of nothing")
                .isBetween(atLeast(count), most);
    }

    /**
     * On a machine that stands still, what Redis counts and answers too late is not let through.
     */
    private static long atLeast(int count) {
        return count - count / 5;
    }
}
