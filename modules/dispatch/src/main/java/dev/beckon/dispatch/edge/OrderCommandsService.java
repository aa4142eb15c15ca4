package dev.beckon.dispatch.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes commands: a fact on the intake each, acknowledged by Kafka before anybody is told. */
final class OrderCommandsService {

    private static final int RETRY_AFTER_S = 1;
    private static final Duration DECISION = Duration.ofSeconds(2);
    private static final int REMEMBERED = 100_000;

    /** Until the intake tells where an order stands on it, any other with its key goes first. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final WriterKafka writer;
    private final Decisions decisions;
    private final FingerprintsRedis fingerprints;
    private final AcknowledgementsKafka acknowledgements;

    /** An order that stands on the intake, and where; decoded if somebody asks. */
    private record Placed(Supplier<@Nullable OrderPlaced> fact, long offset) {}

    /** What stands on the intake and may not have been folded yet. */
    private final Cache<OrderId, Placed> placed =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    // To hand the upkeep over, at each order, takes longer than to do it.
                    .executor(Runnable::run)
                    .build();

    OrderCommandsService(
            WriterKafka writer,
            Decisions decisions,
            FingerprintsRedis fingerprints,
            AcknowledgementsKafka acknowledgements) {
        this.writer = writer;
        this.decisions = decisions;
        this.fingerprints = fingerprints;
        this.acknowledgements = acknowledgements;
    }

    /** The same customer's same key is the same order, on every node and for ever. */
    static OrderId orderId(CustomerId customer, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return new OrderId(UUID.randomUUID());
        }
        var name = "order:" + customer + ":" + idempotencyKey;
        return new OrderId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Remembers what is ordered under a key, and whether it was so before. A fingerprint stays
     * whatever Kafka says: what it did not acknowledge may be there all the same.
     *
     * @throws Problem 422 if something else was ordered under the key
     */
    boolean isRepeated(OrderPlaced fact) {
        return switch (fingerprints.remember(fact.orderId(), fingerprint(fact))) {
            case NEW -> false;
            case SAME -> true;
            case OTHER ->
                    throw Problem.unprocessable(
                            "Idempotency-Key",
                            "another order was placed with this Idempotency-Key; repeat that one as"
                                    + " it was, or take a new key");
        };
    }

    /** What was refused was not ordered. */
    void forget(OrderPlaced fact) {
        fingerprints.forget(fact.orderId());
    }

    /** Of what is ordered, however it was written; nobody can read it from this. */
    private static String fingerprint(OrderPlaced fact) {
        var meant = new Meant(fact.kind(), fact.pickup(), fact.dropoff(), fact.note());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(Json.topics().writeValueAsBytes(meant)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What tells one order from another. */
    private record Meant(Kind kind, Place pickup, Place dropoff, @Nullable String note) {}

    /**
     * @throws Problem 503 if Kafka does not acknowledge; the same key makes repeating safe
     */
    void place(OrderPlaced fact) {
        produce(fact);
        placed(fact.orderId(), UNKNOWN, () -> fact);
    }

    /**
     * Of two with one key the earlier counts, as it does in the fold.
     *
     * @param fact null if nobody can read it
     */
    void placed(OrderId id, long offset, Supplier<@Nullable OrderPlaced> fact) {
        placed.asMap()
                .merge(
                        id,
                        new Placed(fact, offset),
                        (known, told) -> told.offset() < known.offset() ? told : known);
    }

    /** An order that was taken here or by another node, as the fold will find it. */
    Optional<OrderStatus> findPlaced(OrderId id) {
        return Optional.ofNullable(placed.getIfPresent(id))
                .map(known -> known.fact().get())
                .map(OrderCommandsService::status);
    }

    /** What became of a command; empty if that is not known in time. */
    Optional<Decisions.Decision> command(OrderFact fact) {
        FactId id = fact.id();
        var expected = decisions.expect(id);
        try {
            produce(fact);
            return decisions.await(expected, DECISION);
        } finally {
            decisions.forget(id);
        }
    }

    private void produce(OrderFact fact) {
        try {
            acknowledgements.await(writer.send(Topics.ORDER_INTAKE, fact));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notTaken(e);
        } catch (ExecutionException e) {
            throw notTaken(e);
        }
    }

    private static Problem notTaken(Exception cause) {
        return Problem.unavailable(
                RETRY_AFTER_S,
                "this could not be recorded in time; repeat it, with the same Idempotency-Key where"
                        + " it places an order",
                cause);
    }

    private static OrderStatus status(OrderPlaced fact) {
        return new OrderStatus(
                fact.orderId(),
                0,
                fact.at(),
                OrderState.PLACED,
                new CustomerId(Objects.requireNonNull(fact.actor().id())),
                fact.kind(),
                fact.pickup(),
                fact.dropoff(),
                fact.note(),
                fact.at(),
                null,
                0,
                null,
                List.of(),
                null,
                null,
                List.of());
    }
}
