package dev.beckon.dispatch.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.DriverWentSilent;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderEvent.OfferClosed;
import dev.beckon.contracts.order.OrderEvent.OfferConfirmed;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderArrived;
import dev.beckon.contracts.order.OrderEvent.OrderArriving;
import dev.beckon.contracts.order.OrderEvent.OrderCancelled;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderOpened;
import dev.beckon.contracts.order.OrderEvent.OrderPickedUp;
import dev.beckon.contracts.order.OrderEvent.OrderReleased;
import dev.beckon.contracts.order.OrderEvent.SearchStarted;
import dev.beckon.contracts.order.OrderEvent.SearchWaiting;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.DriverArriving;
import dev.beckon.contracts.order.OrderFact.DriverLost;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferExpired;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OfferUndelivered;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderReply.Outcome;
import dev.beckon.contracts.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order's story: a test tells who does what and when, and {@link #toString} gives what came of
 * it, a word for each event and a word in brackets for each reply.
 *
 * <p>Whenever a driver is wanted, the first free one of the story who may be asked gets the offer.
 */
final class Story {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final OrderId ORDER = new OrderId(uuid("order"));
    static final CustomerId CUSTOMER = new CustomerId(uuid("customer"));

    private final Orders orders = new Orders(SearchSettings.DEFAULTS);
    private final Set<DriverId> free = new LinkedHashSet<>();
    private final Map<DriverId, String> names = new HashMap<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Instant now = START;
    private long facts;
    private long tokens;
    private @Nullable Order order;
    private @Nullable OrderFact last;
    private @Nullable OrderReply reply;
    private boolean claimsFail;

    private Story(String... drivers) {
        for (var driver : drivers) {
            names.put(driver(driver), driver);
            free.add(driver(driver));
        }
    }

    static Story with(String... drivers) {
        return new Story(drivers);
    }

    // --- who does what ---

    Story placed() {
        return fold(placedBy(Actor.of(CUSTOMER)));
    }

    Story placedBy(String actor) {
        return fold(placedBy(actor(actor)));
    }

    Story receives(String driver) {
        return fold(
                new OfferReceived(
                        fact(), ORDER, now, Actor.of(driver(driver)), null, offerTo(driver)));
    }

    Story accepts(String driver) {
        return answers(driver, offerTo(driver), Answer.ACCEPT, 0);
    }

    /** The answer was taken in time by the gateway, and comes to be folded only now. */
    Story accepted(String driver, double secondsAgo) {
        return answers(driver, offerTo(driver), Answer.ACCEPT, secondsAgo);
    }

    Story declines(String driver) {
        return answers(driver, offerTo(driver), Answer.DECLINE, 0);
    }

    Story acceptsOfferOf(String driver, String other) {
        return answers(driver, offerTo(other), Answer.ACCEPT, 0);
    }

    Story acceptsUnknownOffer(String driver) {
        return answers(driver, new OfferId(uuid("unknown")), Answer.ACCEPT, 0);
    }

    Story cancels(String actor) {
        return fold(new CancelRequested(fact(), ORDER, now, actor(actor), "ref", "why"));
    }

    Story reassigns(String actor, String from) {
        return fold(
                new ReassignRequested(fact(), ORDER, now, actor(actor), "ref", driver(from), null));
    }

    Story arriving(String actor, String driver) {
        return fold(
                new DriverArriving(fact(), ORDER, now, actor(actor), "ref", driver(driver), 42));
    }

    Story arrives(String actor, String driver) {
        return fold(new DriverArrived(fact(), ORDER, now, actor(actor), "ref", driver(driver)));
    }

    Story arrives(String driver) {
        return arrives(driver, driver);
    }

    Story picksUp(String driver) {
        return fold(new PickedUp(fact(), ORDER, now, actor(driver), "ref", driver(driver)));
    }

    Story delivers(String driver) {
        return fold(new Delivered(fact(), ORDER, now, actor(driver), "ref", driver(driver)));
    }

    Story lost(String actor, String driver) {
        return fold(new DriverLost(fact(), ORDER, now, actor(actor), "ref", driver(driver)));
    }

    /** A driver becomes free, and wakes the search. */
    Story comes(String driver) {
        names.put(driver(driver), driver);
        free.add(driver(driver));
        return wakes();
    }

    Story wakes() {
        return retry(RetryCause.WAKE, attempt());
    }

    Story retry(RetryCause cause, int attempt) {
        return fold(new RetryDue(fact(), ORDER, now, Actor.SYSTEM, null, attempt, cause));
    }

    Story undelivered(String driver) {
        return fold(new OfferUndelivered(fact(), ORDER, now, Actor.SYSTEM, null, offerTo(driver)));
    }

    Story expired(String driver) {
        return fold(new OfferExpired(fact(), ORDER, now, Actor.SYSTEM, null, offerTo(driver)));
    }

    /** The last fact comes once more. */
    Story again() {
        return fold(Objects.requireNonNull(last));
    }

    /** From now on others are faster with every claim. */
    Story claimsFail() {
        claimsFail = true;
        return this;
    }

    /** From now on claims succeed again. */
    Story claimsSucceed() {
        claimsFail = false;
        return this;
    }

    /** A second offer beside the first, as a broadcast would make it. */
    Story alsoOffered(String driver) {
        names.put(driver(driver), driver);
        return apply(
                orders.offered(order(), terms(driver(driver)), Objects.requireNonNull(last), now));
    }

    /** Time passes, and the timers with it. */
    Story after(double seconds) {
        var end = now.plus(Duration.ofMillis(Math.round(seconds * 1_000)));
        for (var dueAt = orders.dueAt(order());
                dueAt != null && !dueAt.isAfter(end);
                dueAt = orders.dueAt(order())) {
            now = dueAt.isAfter(now) ? dueAt : now;
            fold(Objects.requireNonNull(orders.due(order(), now)));
        }
        now = end;
        return this;
    }

    /** Time passes, and nobody looks at the timers. */
    Story pause(double seconds) {
        now = now.plus(Duration.ofMillis(Math.round(seconds * 1_000)));
        return this;
    }

    // --- what came of it ---

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    Order order() {
        return Objects.requireNonNull(order);
    }

    OrderState state() {
        return order().state();
    }

    Instant now() {
        return now;
    }

    Orders rules() {
        return orders;
    }

    OrderReply reply() {
        return Objects.requireNonNull(reply);
    }

    List<OrderEvent> events() {
        return events;
    }

    <E extends OrderEvent> E last(Class<E> type) {
        return events.reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    static DriverId driver(String name) {
        return new DriverId(uuid(name));
    }

    static Actor actor(String name) {
        return switch (name) {
            case "customer" -> Actor.of(CUSTOMER);
            case "another customer" -> Actor.of(new CustomerId(uuid(name)));
            case "admin" -> Actor.admin(uuid(name));
            case "system" -> Actor.SYSTEM;
            default -> Actor.of(driver(name));
        };
    }

    // --- how it works ---

    Story fold(OrderFact fact) {
        last = fact;
        var decision = orders.decide(order, fact, now);
        apply(decision);
        return decision.wantsDriver() ? look(fact) : this;
    }

    private Story look(OrderFact cause) {
        var chosen =
                free.stream()
                        .filter(driver -> !order().excludedDrivers().contains(driver))
                        .findFirst();
        if (chosen.isEmpty()) {
            return apply(orders.nobody(order(), 8_000, cause, now));
        }
        if (claimsFail) {
            return apply(orders.contended(order(), 8_000, cause, now));
        }
        free.remove(chosen.get());
        return apply(orders.offered(order(), terms(chosen.get()), cause, now));
    }

    private Story apply(Decision decision) {
        reply = decision.reply();
        if (reply != null) {
            words.add(
                    "["
                            + (reply.outcome() == Outcome.UNCHANGED ? "UNCHANGED" : reply.reason())
                            + "]");
        }
        for (var event : decision.events()) {
            order = Orders.apply(order, event);
            events.add(event);
            words.add(word(event));
        }
        return this;
    }

    private String word(OrderEvent event) {
        return switch (event) {
            case OrderOpened _ -> "PLACED";
            case SearchStarted _ -> "SEARCHING";
            case SearchWaiting e -> "WAITING(%d)".formatted(e.attempt());
            case OfferMade e -> "OFFERED(%s)".formatted(names.get(e.driverId()));
            case OfferConfirmed e -> "RECEIVED(%s)".formatted(nameOf(e.offerId()));
            case OfferClosed e -> {
                if (e.end() == OfferState.WITHDRAWN) {
                    free.add(e.driverId());
                }
                yield "%s(%s)".formatted(e.end(), names.get(e.driverId()));
            }
            case OrderAccepted e -> "ACCEPTED(%s)".formatted(names.get(e.driverId()));
            case OrderArriving _ -> "ARRIVING";
            case OrderArrived _ -> "ARRIVED";
            case OrderPickedUp _ -> "PICKED_UP";
            case OrderDelivered _ -> "DELIVERED";
            case OrderReleased e -> "%s(%s)".formatted(e.reason(), names.get(e.driverId()));
            case OrderCancelled _ -> "CANCELLED";
            case NoDriverFound _ -> "NO_DRIVER_FOUND";
            case DriverWentSilent _ -> "SILENT";
        };
    }

    private Story answers(String driver, OfferId offerId, Answer answer, double secondsAgo) {
        var at = now.minus(Duration.ofMillis(Math.round(secondsAgo * 1_000)));
        return fold(
                new OfferAnswered(
                        fact(), ORDER, at, Actor.of(driver(driver)), "ref", offerId, answer, null));
    }

    private OrderPlaced placedBy(Actor actor) {
        return new OrderPlaced(
                fact(),
                ORDER,
                now,
                actor,
                "ref",
                Kind.DELIVERY,
                Place.of(52.5, 13.4),
                new Place(52.6, 13.5, "Some Street 1"),
                "ring twice");
    }

    private OfferTerms terms(DriverId driver) {
        var candidate = new Candidate(driver, 500, 60, Candidate.By.ROAD);
        return new OfferTerms(
                candidate, ++tokens, new Policy("nearest", Map.of()), List.of(candidate));
    }

    private int attempt() {
        return order().phase() instanceof Phase.Searching search ? search.attempt() : 0;
    }

    private OfferId offerTo(String driver) {
        if (order == null) {
            return new OfferId(uuid("unknown"));
        }
        return order.offers().reversed().stream()
                .filter(offer -> offer.driverId().equals(driver(driver)))
                .map(Offer::id)
                .findFirst()
                .orElse(new OfferId(uuid("unknown")));
    }

    private @Nullable String nameOf(OfferId offerId) {
        return order().findOffer(offerId).map(offer -> names.get(offer.driverId())).orElseThrow();
    }

    private FactId fact() {
        return new FactId(uuid("fact" + facts++));
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
