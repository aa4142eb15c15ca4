package dev.beckon.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** Remembers used tickets for longer than a ticket lives. */
final class TicketsRedis {

    private static final Logger LOG = LoggerFactory.getLogger(TicketsRedis.class);
    private static final int REMEMBERED_S = 60;

    private final RedisClient redis;

    TicketsRedis(RedisClient redis) {
        this.redis = redis;
    }

    /** Whether the ticket was not used before; without Redis it is taken to be so. */
    boolean use(String ticketId) {
        try {
            var params = SetParams.setParams().nx().ex(REMEMBERED_S);
            return redis.set("ticket:" + ticketId, "1", params) != null;
        } catch (JedisException e) {
            LOG.warn("Redis does not answer, a ticket may be used twice: {}", e.toString());
            return true;
        }
    }
}
