package dev.beckon.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of one order, drawn in a line: {@code OFFERED d1=OPEN@15} or {@code ARRIVING d1=ACCEPTED
 * has=d1 eta=60}; {@code d1=LOST} accepted and was lost, {@code has=d1!} has gone silent. An
 * offer's name is its driver's, and a letter from the second one on: {@code d1b}.
 */
record Statuses(OrderId order, UUID customer, String city, Instant start, String note) {

    static final Place PICKUP = new Place(52.520008, 13.404954, "Alexanderplatz 1");
    static final Place DROPOFF = new Place(52.516275, 13.377704, "Pariser Platz 2");

    static Statuses of(String name, Instant start) {
        return new Statuses(
                new OrderId(uuid(name + " order")), uuid(name + " C"), name, start, "ring twice");
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    UUID driver(String name) {
        return uuid(city + " " + name.substring(0, 2));
    }

    OfferId offer(String name) {
        return new OfferId(uuid(order + " offer " + name));
    }

    OrderStatus at(long version, String line, FactId... facts) {
        var words = line.split(" ");
        var state = OrderState.valueOf(words[0]);
        int attempt = 0;
        Instant nextAt = null;
        int etaS = 120;
        String has = null;
        var by = ActorRole.CUSTOMER;
        var offers = new ArrayList<OrderStatus.Offer>();
        for (int i = 1; i < words.length; i++) {
            var pair = words[i].split("=");
            switch (pair[0]) {
                case "attempt" -> attempt = Integer.parseInt(pair[1]);
                case "next" -> nextAt = start.plusSeconds(Long.parseLong(pair[1]));
                case "eta" -> etaS = Integer.parseInt(pair[1]);
                case "has" -> has = pair[1];
                case "by" -> by = ActorRole.valueOf(pair[1]);
                default -> offers.add(offer(pair[0], pair[1]));
            }
        }
        return new OrderStatus(
                order,
                version,
                start.plusSeconds(version),
                state,
                new CustomerId(customer),
                Kind.DELIVERY,
                PICKUP,
                DROPOFF,
                note,
                start,
                null,
                attempt,
                nextAt,
                offers,
                assignment(has, etaS),
                state.ended()
                        ? new OrderStatus.Ending(start.plusSeconds(version), by, "as told")
                        : null,
                List.of(facts));
    }

    private OrderStatus.Offer offer(String name, String text) {
        var parts = text.split("@");
        boolean lost = parts[0].equals("LOST");
        long expiresS = parts.length > 1 ? Long.parseLong(parts[1]) : 18;
        return new OrderStatus.Offer(
                offer(name),
                new DriverId(driver(name)),
                lost ? OfferState.ACCEPTED : OfferState.valueOf(parts[0]),
                350.5,
                90,
                start.plusSeconds(expiresS),
                lost ? ReleaseCause.DRIVER_LOST : null);
    }

    private OrderStatus.@Nullable Assignment assignment(@Nullable String has, int etaS) {
        return has == null
                ? null
                : new OrderStatus.Assignment(
                        new DriverId(driver(has)),
                        offer(has.replace("!", "")),
                        7,
                        etaS,
                        has.endsWith("!"));
    }
}
