package dev.beckon.gateway;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One order at one version, as bytes until somebody here wants to know more. */
final class LiveOrder {

    private static final Duration BETWEEN_POSITIONS = Duration.ofSeconds(1);

    /** Less than a map shows: 11 m to the north, and no more to any side. */
    private static final double MOVE_DEG = 1e-4;

    /** How old the place of somebody who hardly moves may look. */
    private static final Duration STANDING = Duration.ofSeconds(10);

    private final OrderId id;
    private final long version;
    private final Instant publishedAt;
    private final Set<UUID> parties;
    private final Set<OfferId> offers;
    private final boolean hasLosses;
    private volatile Content content;
    private Told told = Told.NOTHING;

    /**
     * Which positions were told.
     *
     * @param of under which offer the driver had the order
     * @param positionAt the last one's own time; at first, when the driver got the order
     * @param point where that was; null at first
     * @param at when that was told
     */
    private record Told(
            @Nullable OfferId of, Instant positionAt, @Nullable LatLng point, Instant at) {

        static final Told NOTHING = new Told(null, Instant.MIN, null, Instant.EPOCH);

        Duration beforeTheNext(LatLng next) {
            return point != null
                            && Math.abs(point.lat() - next.lat()) < MOVE_DEG
                            && Math.abs(point.lng() - next.lng()) < MOVE_DEG
                    ? STANDING
                    : BETWEEN_POSITIONS;
        }
    }

    private sealed interface Content {
        record Encoded(byte[] bytes, Function<byte[], OrderStatus> decoder) implements Content {}

        record Decoded(OrderStatus status) implements Content {}
    }

    private LiveOrder(
            OrderId id,
            long version,
            Instant publishedAt,
            Set<UUID> parties,
            Set<OfferId> offers,
            boolean hasLosses,
            Content content) {
        this.id = id;
        this.version = version;
        this.publishedAt = publishedAt;
        this.parties = Set.copyOf(parties);
        this.offers = Set.copyOf(offers);
        this.hasLosses = hasLosses;
        this.content = content;
    }

    static LiveOrder encoded(
            OrderId id,
            long version,
            Instant publishedAt,
            Set<UUID> parties,
            boolean hasLosses,
            byte[] bytes,
            Function<byte[], OrderStatus> decoder) {
        return new LiveOrder(
                id,
                version,
                publishedAt,
                parties,
                OfferIds.in(bytes),
                hasLosses,
                new Content.Encoded(bytes, decoder));
    }

    static LiveOrder decoded(OrderStatus status, Instant publishedAt) {
        return new LiveOrder(
                status.orderId(),
                status.version(),
                publishedAt,
                Views.parties(status),
                status.offers().stream()
                        .map(OrderStatus.Offer::offerId)
                        .collect(Collectors.toSet()),
                !status.lost().isEmpty(),
                new Content.Decoded(status));
    }

    OrderId id() {
        return id;
    }

    long version() {
        return version;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    /** All users whom the order concerns or ever concerned. */
    Set<UUID> parties() {
        return parties;
    }

    /** All offers that were ever made for the order; known without decoding it. */
    Set<OfferId> offers() {
        return offers;
    }

    /** Whether a driver went silent with it, now or earlier; known without decoding it. */
    boolean hasLosses() {
        return hasLosses;
    }

    /** Decodes what is not decoded yet, and keeps it so. */
    OrderStatus status() {
        return switch (content) {
            case Content.Decoded decoded -> decoded.status();
            case Content.Encoded encoded -> {
                var status = encoded.decoder().apply(encoded.bytes());
                content = new Content.Decoded(status);
                yield status;
            }
        };
    }

    /** The status if somebody here wanted it before. */
    @Nullable OrderStatus knownStatus() {
        return content instanceof Content.Decoded decoded ? decoded.status() : null;
    }

    /** Decodes without keeping it so: for a look at orders that concern nobody here. */
    OrderStatus glance() {
        return switch (content) {
            case Content.Decoded decoded -> decoded.status();
            case Content.Encoded encoded -> encoded.decoder().apply(encoded.bytes());
        };
    }

    /**
     * Whether a position may be told now; if so, the next one has to be newer, and to wait, longer
     * if it is nearly the same. What is older than the acceptance, as far as this node saw it, is
     * not the customer's to know.
     */
    boolean takesPosition(Instant positionAt, LatLng point, Instant now) {
        var status = status();
        var assignment = status.assignment();
        if (assignment == null) {
            return false;
        }
        if (!assignment.offerId().equals(told.of())) {
            told = new Told(assignment.offerId(), status.at(), null, Instant.EPOCH);
        }
        if (!positionAt.isAfter(told.positionAt())
                || now.isBefore(told.at().plus(told.beforeTheNext(point)))) {
            return false;
        }
        told = new Told(assignment.offerId(), positionAt, point, now);
        return true;
    }

    void positionsSince(LiveOrder earlier) {
        told = earlier.told;
    }
}
