package dev.beckon.dispatch.round;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rounds that are committed and sent, and whose acknowledgements are still on their way. Kafka's
 * offsets follow the acknowledgements: what is past them is published again by the next owner.
 */
final class Outstanding {

    private record Sent(Map<Integer, Long> folded, CompletableFuture<Void> acknowledged) {}

    private final Deque<Sent> rounds = new ArrayDeque<>();
    private boolean failed;

    void add(Map<Integer, Long> folded, CompletableFuture<Void> acknowledged) {
        rounds.add(new Sent(folded, acknowledged));
    }

    /** Whether something was sent that Kafka may not have: it has to be published again. */
    boolean failed() {
        return failed;
    }

    /** The offsets that may be committed since the last call, by partition. */
    Map<Integer, Long> acknowledged() {
        var offsets = new HashMap<Integer, Long>();
        while (!failed && !rounds.isEmpty() && rounds.getFirst().acknowledged().isDone()) {
            var round = rounds.getFirst();
            if (round.acknowledged().isCompletedExceptionally()) {
                failed = true;
            } else {
                offsets.putAll(round.folded());
                rounds.removeFirst();
            }
        }
        return offsets;
    }

    /** Waits until every acknowledgement is in, or surely never comes. */
    void settle(Duration patience) throws InterruptedException {
        var all =
                CompletableFuture.allOf(
                        rounds.stream().map(Sent::acknowledged).toArray(CompletableFuture[]::new));
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            failed = true;
        }
    }

    void forget() {
        rounds.clear();
        failed = false;
    }
}
