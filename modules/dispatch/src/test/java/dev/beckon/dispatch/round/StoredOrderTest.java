package dev.beckon.dispatch.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.dispatch.order.Order;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.platform.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the table keeps of an order is the order, whether somebody had it or not. */
class StoredOrderTest {

    private static final Instant NOW = Instant.parse("2026-01-05T18:30:00Z");

    @Test
    void anOrderThatWasCalledOffBeforeAnybodyHadItComesBackAsItWas() {
        var customer = Actor.of(new CustomerId(UUID.randomUUID()));
        var id = new OrderId(UUID.randomUUID());
        var placed =
                new OrderPlaced(
                        new FactId(UUID.randomUUID()),
                        id,
                        NOW,
                        customer,
                        null,
                        Kind.DELIVERY,
                        Place.of(1, 2),
                        Place.of(3, 4),
                        null);
        var cancelled =
                new CancelRequested(new FactId(UUID.randomUUID()), id, NOW, customer, null, null);
        var rules = new Orders(SearchSettings.DEFAULTS);
        Order order = null;
        for (OrderFact fact : List.of(placed, cancelled)) {
            for (var event : rules.decide(order, fact, NOW).events()) {
                order = Orders.apply(order, event);
            }
            var stored = Json.topics().writeValueAsString(Objects.requireNonNull(order));
            assertThat(Json.topics().readValue(stored, Order.class)).isEqualTo(order);
        }
        assertThat(Objects.requireNonNull(order).state()).isEqualTo(OrderState.CANCELLED);
    }
}
