package dev.beckon.platform.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.beckon.platform.http.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * How often each of many may do something, on all nodes together. Without Redis each node counts by
 * itself.
 */
public final class Limit {

    /** What a node may take before it tells the others, as a part of the whole. */
    private static final int UNTOLD_PART = 50;

    /** After what part of its time it tells them in any case. */
    private static final int UNTOLD_TIME_PART = 5;

    private static final int REMEMBERED = 100_000;

    private final String name;
    private final Rate rate;
    private final RedisCircuit redis;
    private final ProxyManager<String> buckets;
    private final Cache<String, Bucket> shared;
    private final Cache<String, Bucket> own;

    Limit(String name, Rate rate, RedisCircuit redis, ProxyManager<String> buckets) {
        this.name = name;
        this.rate = rate;
        this.redis = redis;
        this.buckets = buckets;
        shared = remembered(rate.per());
        own = remembered(rate.per());
    }

    /** Whoever did nothing for so long has a full bucket again. */
    private static Cache<String, Bucket> remembered(Duration per) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(per)
                // To hand the upkeep over takes longer than to do it.
                .executor(Runnable::run)
                .build();
    }

    /** Whether it is not too often. */
    public boolean allows(String who) {
        return take(who).isConsumed();
    }

    /**
     * @throws Problem 429 naming the limit and when to come again
     */
    public void check(String who) {
        var taken = take(who);
        if (!taken.isConsumed()) {
            throw Problem.tooMany(
                    name,
                    Math.ceilDiv(taken.getNanosToWaitForRefill(), 1_000_000_000L),
                    "too often: the limit %s is %s".formatted(name, rate));
        }
    }

    private ConsumptionProbe take(String who) {
        if (!redis.away()) {
            try {
                return shared.get(who, this::share).tryConsumeAndReturnRemaining(1);
            } catch (RedisAwayException | BatchFailedException e) {
                // The second is what those hear who had joined another's question.
            }
        }
        return own.get(who, _ -> Bucket.builder().addLimit(rate.bandwidth()).build())
                .tryConsumeAndReturnRemaining(1);
    }

    /**
     * Redis is asked for all who come at once, or for every so many where that is close enough: one
     * by one, hundreds who share a bucket would be in each other's way.
     */
    private Bucket share(String who) {
        long untold = rate.count() / UNTOLD_PART;
        return buckets.builder()
                .withOptimization(
                        untold > 0
                                ? Optimizations.delaying(
                                        new DelayParameters(
                                                untold, rate.per().dividedBy(UNTOLD_TIME_PART)))
                                : Optimizations.batching())
                .build(key(who), BucketConfiguration.builder().addLimit(rate.bandwidth()).build());
    }

    /** Redis need not know who they are. Under another rate they begin anew with another bucket. */
    private String key(String who) {
        var hidden = UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8));
        return "limit:%s:%d/%s:%s".formatted(name, rate.count(), rate.per(), hidden);
    }
}
