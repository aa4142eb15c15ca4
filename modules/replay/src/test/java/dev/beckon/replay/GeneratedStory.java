package dev.beckon.replay;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.offer.Policy;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.OfferAnswered;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Decision;
import dev.beckon.dispatch.order.OfferTerms;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A seeded city on a virtual clock, decided by the core itself: a history that is valid. */
final class GeneratedStory {

    private static final Policy NEAREST = new Policy("nearest", Map.of());

    private final Orders core = new Orders(SearchSettings.DEFAULTS);
    private final Random random;
    private final Story story = new Story();
    private final Map<OrderId, Order> open = new HashMap<>();
    private final List<OrderId> ids = new ArrayList<>();
    private final Deque<DriverId> free = new ArrayDeque<>();
    private final Map<DriverId, Long> tokens = new HashMap<>();
    private Instant now = Instant.parse("2026-03-07T18:00:00Z");

    private GeneratedStory(long seed) {
        random = new Random(seed);
    }

    /** Places the orders and plays until most of them have ended; a few stay open. */
    static Story of(long seed, int orders, int drivers) {
        var city = new GeneratedStory(seed);
        for (int i = 0; i < drivers; i++) {
            city.free.add(new DriverId(city.uuid()));
        }
        for (int placed = 0; placed < orders; ) {
            city.now = city.now.plusMillis(city.random.nextInt(200));
            if (city.open.size() < drivers && city.random.nextInt(4) == 0) {
                city.place();
                placed++;
            } else {
                city.step();
            }
        }
        while (city.open.size() > 5) {
            city.now = city.now.plusMillis(city.random.nextInt(200));
            city.step();
        }
        return city.story;
    }

    private void place() {
        var customer = new CustomerId(uuid());
        var order = new OrderId(uuid());
        ids.add(order);
        take(
                new OrderPlaced(
                        new FactId(uuid()),
                        order,
                        now,
                        Actor.of(customer),
                        null,
                        Kind.DELIVERY,
                        Place.of(52.5, 13.4),
                        new Place(52.6, 13.5, "Somewhere 1"),
                        null));
    }

    private void step() {
        if (ids.isEmpty()) {
            return;
        }
        var order = open.get(ids.get(random.nextInt(ids.size())));
        if (order == null) {
            return;
        }
        var fact = next(order);
        if (fact != null) {
            take(fact);
        }
    }

    private @Nullable OrderFact next(Order order) {
        var due = core.due(order, now);
        if (due != null) {
            return due;
        }
        var id = new FactId(uuid());
        int dice = random.nextInt(20);
        if (dice == 0) {
            return new CancelRequested(
                    id, order.id(), now, Actor.of(order.customerId()), "c1", "changed my mind");
        }
        var live = order.liveOffers();
        if (!live.isEmpty()) {
            var offer = live.getFirst();
            var driver = Actor.of(offer.driverId());
            if (offer.state() == OfferState.OPEN) {
                return dice < 3
                        ? null
                        : new OfferReceived(id, order.id(), now, driver, null, offer.id());
            }
            return dice < 5
                    ? null
                    : new OfferAnswered(
                            id,
                            order.id(),
                            now,
                            driver,
                            null,
                            offer.id(),
                            dice < 9 ? Answer.DECLINE : Answer.ACCEPT,
                            null);
        }
        var assignment = order.assignment();
        if (assignment == null) {
            return null;
        }
        var driverId = assignment.driverId();
        var driver = Actor.of(driverId);
        if (dice == 1) {
            return new CancelRequested(id, order.id(), now, driver, null, "flat tyre");
        }
        return switch (order.state()) {
            case ACCEPTED -> new DriverArrived(id, order.id(), now, driver, null, driverId);
            case ARRIVED -> new PickedUp(id, order.id(), now, driver, null, driverId);
            default -> new Delivered(id, order.id(), now, driver, null, driverId);
        };
    }

    private void take(OrderFact fact) {
        story.facts.add(fact);
        var before = open.get(fact.orderId());
        var decision = core.decide(before, fact, now);
        var order = apply(before, decision);
        if (order != null && decision.wantsDriver() && order.state() == OrderState.SEARCHING) {
            order = apply(order, round(order, fact));
        }
        if (order == null || (before != null && order.version() == before.version())) {
            return;
        }
        story.statuses.add(order.status(List.of(fact.id()), now));
        if (order.state().ended()) {
            open.remove(order.id());
            ids.remove(order.id());
        } else {
            open.put(order.id(), order);
        }
    }

    private Decision round(Order order, OrderFact fact) {
        var driver =
                free.stream()
                        .filter(each -> !order.excludedDrivers().contains(each))
                        .findFirst()
                        .orElse(null);
        if (driver == null) {
            return core.nobody(order, 8_000, fact, now);
        }
        free.remove(driver);
        long token = tokens.merge(driver, 1L, Long::sum);
        var candidate = new Candidate(driver, 500 + random.nextInt(500), 90, Candidate.By.ROAD);
        return core.offered(
                order, new OfferTerms(candidate, token, NEAREST, List.of(candidate)), fact, now);
    }

    private @Nullable Order apply(@Nullable Order order, Decision decision) {
        for (var event : decision.events()) {
            order = Orders.apply(order, event);
            story.events.add(event);
            if (event instanceof OrderEvent.Release release) {
                var driver = release.driverId();
                if (driver != null) {
                    free.add(driver);
                }
            }
        }
        return order;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
