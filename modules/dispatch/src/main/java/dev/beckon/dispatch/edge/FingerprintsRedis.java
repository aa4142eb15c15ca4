package dev.beckon.dispatch.edge;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.platform.redis.RedisCircuit;
import io.github.bucket4j.util.concurrent.batch.BatchHelper;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * Remembers for a day what was ordered under a key, as a fingerprint. All who ask while a question
 * is under way ask together.
 */
final class FingerprintsRedis {

    private static final int REMEMBERED_S = 24 * 60 * 60;

    private final RedisCircuit redis;
    private final BatchHelper<Ordered, Known, List<Ordered>, List<Known>> together =
            BatchHelper.create(Function.identity(), this::remember, (_, known) -> known);

    FingerprintsRedis(RedisCircuit redis) {
        this.redis = redis;
    }

    private record Ordered(OrderId order, String fingerprint) {}

    /** What an order is, beside what is remembered of its id. */
    enum Known {
        /** Nothing was ordered under it, or nobody remembers. */
        NEW,
        SAME,
        OTHER
    }

    /** Of several at once one is new; without Redis all are. */
    Known remember(OrderId order, String fingerprint) {
        return together.execute(new Ordered(order, fingerprint));
    }

    private List<Known> remember(List<Ordered> all) {
        return redis.ask(
                client -> ask(client, all), () -> Collections.nCopies(all.size(), Known.NEW));
    }

    private static List<Known> ask(RedisClient client, List<Ordered> all) {
        var params = SetParams.setParams().nx().ex(REMEMBERED_S);
        try (var pipeline = client.pipelined()) {
            var first =
                    all.stream()
                            .map(
                                    one ->
                                            pipeline.setGet(
                                                    "placed:" + one.order(),
                                                    one.fingerprint(),
                                                    params))
                            .toList();
            pipeline.sync();
            return IntStream.range(0, all.size())
                    .mapToObj(i -> known(first.get(i).get(), all.get(i).fingerprint()))
                    .toList();
        }
    }

    private static Known known(@Nullable String first, String fingerprint) {
        if (first == null) {
            return Known.NEW;
        }
        return first.equals(fingerprint) ? Known.SAME : Known.OTHER;
    }

    void forget(OrderId order) {
        redis.ask(client -> client.del("placed:" + order), () -> 0L);
    }
}
