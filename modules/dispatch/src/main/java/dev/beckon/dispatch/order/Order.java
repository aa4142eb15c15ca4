package dev.beckon.dispatch.order;

import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.dispatch.order.Phase.Assigned;
import dev.beckon.dispatch.order.Phase.Ended;
import dev.beckon.dispatch.order.Phase.Placed;
import dev.beckon.dispatch.order.Phase.Searching;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as its events left it. Stored as JSON by the shell, and rebuilt by {@link Orders#apply}.
 *
 * @param version how many events made it
 * @param at when it last changed; never goes back
 * @param search 0 before the first search, one more for each that starts
 * @param losses how often a driver gave it up or was lost; a reassignment is nobody's fault
 * @param offers all that were ever made, oldest first; several may be live at once
 */
public record Order(
        OrderId id,
        long version,
        Instant at,
        CustomerId customerId,
        Kind kind,
        Place pickup,
        Place dropoff,
        @Nullable String note,
        Instant placedAt,
        int search,
        int losses,
        Phase phase,
        List<Offer> offers) {

    public Order {
        offers = List.copyOf(offers);
    }

    /** Where it stands, as everybody else names it. */
    public OrderState state() {
        return switch (phase) {
            case Placed _ -> OrderState.PLACED;
            case Searching _ -> liveOffers().isEmpty() ? OrderState.SEARCHING : OrderState.OFFERED;
            case Assigned assigned -> assigned.step().state();
            case Ended ended -> ended.state();
        };
    }

    /** Offers that can still be answered; each holds its driver. */
    public List<Offer> liveOffers() {
        return offers.stream().filter(offer -> offer.state().live()).toList();
    }

    /**
     * Who may not be asked again: declined, let it expire, or had it and lost it. A driver whom the
     * offer did not reach may: the driver index keeps them away until their next sign of life.
     */
    public Set<DriverId> excludedDrivers() {
        var drivers = new LinkedHashSet<DriverId>();
        for (var offer : offers) {
            if (offer.state() == OfferState.DECLINED
                    || offer.state() == OfferState.EXPIRED
                    || hadAndLost(offer)) {
                drivers.add(offer.driverId());
            }
        }
        return drivers;
    }

    /** Who has it, or had it at the end. */
    public OrderStatus.@Nullable Assignment assignment() {
        return switch (phase) {
            case Placed _, Searching _ -> null;
            case Assigned assigned -> assigned.assignment();
            case Ended ended -> ended.assignment();
        };
    }

    /**
     * Its whole present state, for everybody.
     *
     * @param facts what was folded since the last version
     */
    public OrderStatus status(List<FactId> facts, Instant at) {
        var searching = phase instanceof Searching present ? present : null;
        return new OrderStatus(
                id,
                version,
                at,
                state(),
                customerId,
                kind,
                pickup,
                dropoff,
                note,
                placedAt,
                searching == null ? null : searching.deadline(),
                searching == null ? 0 : searching.attempt(),
                searching == null ? null : searching.nextAt(),
                offers.stream().map(Order::status).toList(),
                assignment(),
                phase instanceof Ended ended ? ended.ending() : null,
                facts);
    }

    Optional<Offer> findOffer(OfferId offerId) {
        return offers.stream().filter(offer -> offer.id().equals(offerId)).findAny();
    }

    /** Whether this driver accepted it once and has it no longer. */
    boolean hadAndLost(DriverId driverId) {
        return offers.stream()
                .anyMatch(offer -> offer.driverId().equals(driverId) && hadAndLost(offer));
    }

    boolean hadAndLost(Offer offer) {
        var assignment = assignment();
        return offer.state() == OfferState.ACCEPTED
                && (assignment == null || !assignment.offerId().equals(offer.id()));
    }

    private static OrderStatus.Offer status(Offer offer) {
        return new OrderStatus.Offer(
                offer.id(),
                offer.driverId(),
                offer.state(),
                offer.distanceM(),
                offer.etaS(),
                offer.expiresAt(),
                offer.released());
    }
}
