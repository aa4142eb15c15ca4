package dev.beckon.platform.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Redis, and who may ask it. Two questions without an answer open the circuit: from then on nobody
 * waits for Redis, until a look in the background finds it of use again.
 */
public final class RedisCircuit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCircuit.class);

    /** For a connection, for an answer, and for one of the pool's connections. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int CONNECTIONS = 16;

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(2)
                    .failureRateThreshold(50)
                    .recordException(JedisException.class::isInstance)
                    .writableStackTraceEnabled(false)
                    // Nobody's question is the one that tries whether Redis is back.
                    .waitDurationInOpenState(Duration.ofDays(1_000))
                    .build();

    private final RedisClient client;
    private final CircuitBreaker breaker = CircuitBreaker.of("redis", BREAKER);
    private volatile String why = "";
    private volatile @Nullable Thread looking;
    private volatile boolean closed;

    RedisCircuit(URI url) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(PATIENCE);
        client =
                RedisClient.builder()
                        .clientConfig(
                                DefaultJedisClientConfig.builder()
                                        .timeoutMillis((int) PATIENCE.toMillis())
                                        .build())
                        .fromURI(url)
                        .poolConfig(pool)
                        .build();
        breaker.getEventPublisher().onStateTransition(this::onStateTransition);
        try {
            look();
        } catch (JedisException e) {
            why = e.toString();
            breaker.transitionToOpenState();
        }
    }

    /**
     * The answer.
     *
     * @throws RedisAwayException if there is none
     */
    public <T extends @Nullable Object> T ask(Function<RedisClient, T> question) {
        try {
            return breaker.executeSupplier(() -> answer(question));
        } catch (CallNotPermittedException | JedisException e) {
            throw new RedisAwayException(e);
        }
    }

    /** The answer; where there is none, what is taken for it. */
    public <T extends @Nullable Object> T ask(
            Function<RedisClient, T> question, Supplier<T> without) {
        try {
            return ask(question);
        } catch (RedisAwayException e) {
            return without.get();
        }
    }

    private <T extends @Nullable Object> T answer(Function<RedisClient, T> question) {
        try {
            return question.apply(client);
        } catch (JedisException e) {
            why = e.toString();
            throw e;
        }
    }

    /** Whether each question would be in vain. */
    boolean away() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /** What is the matter with Redis; null if nothing is. */
    @Nullable String findTrouble() {
        return away() ? why : null;
    }

    private void onStateTransition(CircuitBreakerOnStateTransitionEvent event) {
        if (closed) {
            return;
        }
        switch (event.getStateTransition().getToState()) {
            case OPEN -> {
                LOG.warn("Redis is away, going on without it: {}", why);
                looking = Thread.ofVirtual().name("redis.look").start(this::awaitReturn);
            }
            case CLOSED -> LOG.info("Redis is back");
            default -> {}
        }
    }

    /** A retry template would keep every failure until the last, and that may be days away. */
    private void awaitReturn() {
        while (!closed) {
            try {
                // They lead to a process that may be there no more.
                client.getPool().clear();
                look();
                breaker.transitionToClosedState();
                return;
            } catch (JedisException e) {
                why = e.toString();
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A Redis that answers and takes nothing, being full or a replica, is of no use. */
    private void look() {
        client.set("look", "1", SetParams.setParams().px(BETWEEN_LOOKS.toMillis()));
    }

    @Override
    public void close() {
        closed = true;
        var thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
        client.close();
    }
}
