package dev.beckon.platform.redis;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import io.github.bucket4j.redis.jedis.RedisApi;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes limits that all nodes count together. */
public final class Limits {

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final RedisCircuit redis;
    private final ProxyManager<String> buckets;
    private final Map<Named, Limit> limits = new ConcurrentHashMap<>();

    private record Named(String name, Rate rate) {}

    Limits(RedisCircuit redis) {
        this.redis = redis;
        buckets =
                new Bucket4jJedis.JedisBasedProxyManagerBuilder<>(
                                Mapper.STRING, new ThroughCircuit(redis))
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        FORGOTTEN))
                        .build();
    }

    /**
     * A limit; the same one for all who name it so.
     *
     * @param name the same on all nodes, and that of its setting below {@code beckon.limits}
     */
    public Limit of(String name, Rate rate) {
        return limits.computeIfAbsent(
                new Named(name, rate), _ -> new Limit(name, rate, redis, buckets));
    }

    /** What Bucket4j asks of Redis. */
    private record ThroughCircuit(RedisCircuit redis) implements RedisApi {

        @Override
        public Object eval(byte[] script, int keys, byte[]... keysAndArguments) {
            return redis.ask(client -> client.eval(script, keys, keysAndArguments));
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return redis.<byte @Nullable []>ask(client -> client.get(key));
        }

        @Override
        public void delete(byte[] key) {
            redis.ask(client -> client.del(key));
        }
    }
}
