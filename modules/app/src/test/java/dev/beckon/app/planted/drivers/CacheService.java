package dev.beckon.app.planted.drivers;

import redis.clients.jedis.RedisClient;

/** Redis outside …Redis. */
record CacheService(RedisClient client) {}
