package dev.beckon.dispatch.edge;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Bounds the wait for Kafka, also where the producer's own bound fails: it goes by the clock on the
 * wall. One look a second at all who wait, since a timer for each would wake two threads more an
 * order.
 */
final class AcknowledgementsKafka {

    private final Duration patience;
    private final Queue<Waiting> all = new ConcurrentLinkedQueue<>();

    private record Waiting(long sinceNs, CompletableFuture<?> acknowledged) {}

    /**
     * @param patience longer than the producer's, which ends well
     */
    AcknowledgementsKafka(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for one.
     *
     * @throws ExecutionException with what the producer says, or a {@link TimeoutException}
     */
    void await(CompletableFuture<?> acknowledged) throws InterruptedException, ExecutionException {
        all.add(new Waiting(System.nanoTime(), acknowledged));
        acknowledged.get();
    }

    /** In the order in which they began to wait: behind one who may go on waiting, all may. */
    void look() {
        long now = System.nanoTime();
        for (var first = all.peek(); first != null; first = all.peek()) {
            if (!first.acknowledged().isDone()) {
                if (now - first.sinceNs() <= patience.toNanos()) {
                    return;
                }
                first.acknowledged()
                        .completeExceptionally(
                                new TimeoutException("not acknowledged in " + patience));
            }
            all.remove();
        }
    }
}
