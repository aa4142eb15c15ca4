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

    /**
     * Whether this is the first order of that id, or the same as the first; without Redis it is
     * taken to be so. Of several at once one is the first.
     */
    boolean agrees(OrderId order, String fingerprint) {
        var params = SetParams.setParams().nx().ex(REMEMBERED_S);
        return redis.ask(
                client -> {
                    var first = client.setGet("placed:" + order, fingerprint, params);
                    return first == null || first.equals(fingerprint);
                },
                () -> true);
    }
}
