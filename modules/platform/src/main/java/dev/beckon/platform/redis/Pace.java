package dev.beckon.platform.redis;

import io.github.bucket4j.Bucket;

/** How fast one may go, counted where it is known who that is. */
public final class Pace {

    private final Bucket bucket;

    public Pace(Rate rate) {
        bucket = Bucket.builder().addLimit(rate.bandwidth()).build();
    }

    /** Whether this one may pass. */
    public boolean take() {
        return bucket.tryConsume(1);
    }
}
