package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.dispatch.order.Decision;
import dev.beckon.dispatch.order.OfferTerms;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The memory of one round: the orders it touches, and what it decides about them. */
final class Round {

    private final Orders rules;
    private final Instant now;
    private final Map<OrderId, Order> orders;
    private final List<Decided> decided = new ArrayList<>();
    private final List<Replied> replied = new ArrayList<>();
    private final Map<OrderId, Set<FactId>> causes = new LinkedHashMap<>();
    private final Map<OrderId, Intake> seeking = new LinkedHashMap<>();

    /** An event and the record that led to it. */
    record Decided(OrderEvent event, Intake cause) {}

    /** A reply and the record that it answers. */
    record Replied(OrderReply reply, Intake cause) {}

    Round(Orders rules, Map<OrderId, Order> orders, Instant now) {
        this.rules = rules;
        this.orders = orders;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void fold(Intake intake) {
        var fact = intake.fact();
        if (fact == null) {
            return;
        }
        var decision = rules.decide(orders.get(fact.orderId()), fact, now);
        if (decision.reply() != null) {
            replied.add(new Replied(decision.reply(), intake));
        }
        take(decision, intake, fact);
        if (decision.wantsDriver()) {
            seeking.put(fact.orderId(), intake);
        }
    }

    /** Orders that still want a driver when all facts are folded, in the order of asking. */
    List<Order> seekers() {
        return seeking.keySet().stream()
                .map(id -> Objects.requireNonNull(orders.get(id)))
                .filter(order -> order.state() == OrderState.SEARCHING)
                .toList();
    }

    void offered(OrderId id, OfferTerms terms) {
        var intake = Objects.requireNonNull(seeking.remove(id));
        take(rules.offered(order(id), terms, fact(intake), now), intake, fact(intake));
    }

    /**
     * @return whether that is news: an order that was woken early may just wait on
     */
    boolean nobody(OrderId id, double radiusM) {
        var intake = Objects.requireNonNull(seeking.remove(id));
        var decision = rules.nobody(order(id), radiusM, fact(intake), now);
        take(decision, intake, fact(intake));
        return !decision.events().isEmpty();
    }

    void contended(OrderId id, double radiusM) {
        var intake = Objects.requireNonNull(seeking.remove(id));
        take(rules.contended(order(id), radiusM, fact(intake), now), intake, fact(intake));
    }

    private static OrderFact fact(Intake intake) {
        return Objects.requireNonNull(intake.fact());
    }

    private Order order(OrderId id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private void take(Decision decision, Intake intake, OrderFact fact) {
        for (var event : decision.events()) {
            orders.put(event.orderId(), Orders.apply(orders.get(event.orderId()), event));
            decided.add(new Decided(event, intake));
            causes.computeIfAbsent(event.orderId(), id -> new LinkedHashSet<>()).add(fact.id());
        }
    }

    List<Decided> decided() {
        return decided;
    }

    List<Replied> replied() {
        return replied;
    }

    /** The orders that changed. */
    List<Order> changed() {
        return causes.keySet().stream().map(this::order).toList();
    }

    List<OrderStatus> statuses() {
        return changed().stream()
                .map(order -> order.status(List.copyOf(causes(order.id())), order.at()))
                .toList();
    }

    private Set<FactId> causes(OrderId id) {
        return causes.getOrDefault(id, Set.of());
    }

    /** How many drivers were claimed for an offer. */
    long claims() {
        return decided.stream().filter(one -> one.event() instanceof OrderEvent.OfferMade).count();
    }

    /** The holds that end with what has been folded so far. */
    List<Publication.Release> releases() {
        var releases = new ArrayList<Publication.Release>();
        for (var one : decided) {
            if (one.event() instanceof OrderEvent.Release release) {
                var driver = release.driverId();
                var token = release.token();
                if (driver != null && token != null) {
                    releases.add(new Publication.Release(driver, token, missed(release)));
                }
            }
        }
        return releases;
    }

    private static boolean missed(OrderEvent.Release release) {
        return release instanceof OrderEvent.OfferClosed closed
                && closed.end() == OfferState.UNDELIVERED;
    }
}
