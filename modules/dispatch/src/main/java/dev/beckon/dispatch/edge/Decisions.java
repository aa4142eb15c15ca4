package dev.beckon.dispatch.edge;

import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests of this process that wait for what becomes of their fact. */
final class Decisions {

    /** What became of a fact. */
    sealed interface Decision {

        /** It changed the order. */
        record Done(OrderStatus status) implements Decision {}

        /** It changed nothing. */
        record Told(OrderReply reply) implements Decision {}
    }

    private final Map<FactId, CompletableFuture<Decision>> waiting = new ConcurrentHashMap<>();

    /** To be called before the fact is produced. */
    CompletableFuture<Decision> expect(FactId fact) {
        return waiting.computeIfAbsent(fact, id -> new CompletableFuture<>());
    }

    /** How many requests wait. */
    int waiting() {
        return waiting.size();
    }

    boolean expects(FactId fact) {
        return waiting.containsKey(fact);
    }

    void decided(FactId fact, Decision decision) {
        var future = waiting.get(fact);
        if (future != null) {
            future.complete(decision);
        }
    }

    /** To be called in the end, whatever became of it. */
    void forget(FactId fact) {
        waiting.remove(fact);
    }

    /** Waits; empty if it takes too long. */
    Optional<Decision> await(CompletableFuture<Decision> expected, Duration patience) {
        try {
            return Optional.of(expected.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
