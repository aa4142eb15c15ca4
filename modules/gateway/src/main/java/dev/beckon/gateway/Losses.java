package dev.beckon.gateway;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderEvent.ReleaseCause;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.socket.ServerMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators are told of an order: drivers who went silent with it. */
final class Losses {

    private record Loss(DriverId driver, boolean withGoods) {}

    private Losses() {}

    /**
     * @param before null if nothing is known of it
     */
    static List<ServerMessage.DriverLost> between(@Nullable OrderStatus before, OrderStatus after) {
        var losses = of(after);
        if (before != null) {
            losses.removeAll(of(before));
        }
        return losses.stream().map(loss -> message(after, loss)).toList();
    }

    /** Those that somebody still has to look after. */
    static List<ServerMessage.DriverLost> open(OrderStatus status) {
        return of(status).stream()
                .filter(loss -> loss.withGoods() && !status.state().ended())
                .map(loss -> message(status, loss))
                .toList();
    }

    private static Set<Loss> of(OrderStatus status) {
        var losses = new LinkedHashSet<Loss>();
        for (var offer : status.offers()) {
            if (offer.released() == ReleaseCause.DRIVER_LOST) {
                losses.add(new Loss(offer.driverId(), false));
            }
        }
        var assignment = status.assignment();
        if (assignment != null && assignment.silent()) {
            losses.add(new Loss(assignment.driverId(), true));
        }
        return losses;
    }

    private static ServerMessage.DriverLost message(OrderStatus status, Loss loss) {
        return new ServerMessage.DriverLost(
                status.at(), status.orderId(), status.version(), loss.driver(), loss.withGoods());
    }
}
