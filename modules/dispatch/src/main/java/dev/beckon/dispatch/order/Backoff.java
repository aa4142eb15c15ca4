package dev.beckon.dispatch.order;

import dev.beckon.contracts.id.OrderId;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long a search waits: grows with its attempts, and differs between orders, never by chance.
 */
final class Backoff {

    private final SearchSettings settings;

    Backoff(SearchSettings settings) {
        this.settings = settings;
    }

    /**
     * @param attempt how often the search has found nobody, from 1
     */
    Duration after(OrderId orderId, int attempt) {
        var steps = settings.backoff();
        return jittered(steps.get(Math.min(attempt, steps.size()) - 1), orderId, attempt);
    }

    Duration contended(OrderId orderId, long version) {
        return jittered(settings.contendedWait(), orderId, version);
    }

    private Duration jittered(Duration wait, OrderId orderId, long salt) {
        long id =
                orderId.value().getMostSignificantBits()
                        ^ Long.rotateLeft(orderId.value().getLeastSignificantBits(), 32);
        double unit = new SplittableRandom(id + salt).nextDouble(-1, 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + settings.jitter() * unit)));
    }
}
