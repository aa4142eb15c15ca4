package dev.beckon.app.planted.platform;

import redis.clients.jedis.RedisClient;

/** What features may import. */
public record Wire(RedisClient client) {}
