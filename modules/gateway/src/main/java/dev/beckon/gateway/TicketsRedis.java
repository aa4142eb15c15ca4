package dev.beckon.gateway;

import dev.beckon.platform.redis.RedisCircuit;
import redis.clients.jedis.params.SetParams;

/** Remembers used tickets for longer than a ticket lives. */
final class TicketsRedis {

    private static final int REMEMBERED_S = 60;

    private final RedisCircuit redis;

    TicketsRedis(RedisCircuit redis) {
        this.redis = redis;
    }

    /** Whether the ticket was not used before; without Redis it is taken to be so. */
    boolean use(String ticketId) {
        var params = SetParams.setParams().nx().ex(REMEMBERED_S);
        return redis.ask(
                client -> client.set("ticket:" + ticketId, "1", params) != null, () -> true);
    }
}
