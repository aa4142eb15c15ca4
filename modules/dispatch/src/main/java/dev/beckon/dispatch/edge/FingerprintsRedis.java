package dev.beckon.dispatch.edge;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.platform.redis.RedisCircuit;
import redis.clients.jedis.params.SetParams;

/** Remembers for a day what was ordered under a key, as a fingerprint. */
final class FingerprintsRedis {

    private static final int REMEMBERED_S = 24 * 60 * 60;

    private final RedisCircuit redis;

    FingerprintsRedis(RedisCircuit redis) {
        this.redis = redis;
    }

    /** What an order is, beside what is remembered of its id. */
    enum Known {
        /** Nothing was ordered under it, or nobody remembers. */
        NEW,
        SAME,
        OTHER
    }

    /** Of several at once one is new; without Redis all are. */
    Known remember(OrderId order, String fingerprint) {
        var params = SetParams.setParams().nx().ex(REMEMBERED_S);
        return redis.ask(
                client -> {
                    var first = client.setGet("placed:" + order, fingerprint, params);
                    if (first == null) {
                        return Known.NEW;
                    }
                    return first.equals(fingerprint) ? Known.SAME : Known.OTHER;
                },
                () -> Known.NEW);
    }

    void forget(OrderId order) {
        redis.ask(client -> client.del("placed:" + order), () -> 0L);
    }
}
