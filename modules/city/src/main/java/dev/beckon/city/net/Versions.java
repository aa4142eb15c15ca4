package dev.beckon.city.net;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.socket.ServerMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that on one socket no order goes back in time. */
final class Versions {

    private final Map<OrderId, Long> highest = new HashMap<>();

    /** What is wrong with a message; null if nothing is. */
    @Nullable String check(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Snapshot snapshot -> {
                snapshot.orders().forEach(order -> raise(order.orderId(), order.version()));
                snapshot.offers().forEach(offer -> raise(offer.orderId(), offer.version()));
                yield null;
            }
            // Says where somebody is now, under whatever version is the present one.
            case ServerMessage.DriverLocation _ -> null;
            case ServerMessage.AboutOrder about -> {
                long before = highest.getOrDefault(about.orderId(), 0L);
                raise(about.orderId(), about.version());
                yield about.version() >= before
                        ? null
                        : "order %s went back from version %d to %d"
                                .formatted(about.orderId(), before, about.version());
            }
            case ServerMessage.Ack _,
                    ServerMessage.Refused _,
                    ServerMessage.Pong _,
                    ServerMessage.City _ ->
                    null;
        };
    }

    private void raise(OrderId order, long version) {
        highest.merge(order, version, Math::max);
    }
}
