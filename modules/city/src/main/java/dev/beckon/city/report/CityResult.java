package dev.beckon.city.report;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a play.
 *
 * @param story what was played
 * @param unacknowledged orders that were sent and never answered with 202
 * @param placeToAck from the intended sending of POST to its 202
 * @param placeToOffer from the same to the first offer on a driver's socket
 * @param offerToAccept from there to the acceptance that held, sent by its driver
 * @param acceptToPush from there to ORDER_ACCEPTED on the customer's socket
 * @param pickupMeanM metres from drivers, when they were asked, to the pickups that they took
 * @param eta how far promised arrivals were from driven ones; null where they cannot be compared
 * @param arrivals who was told that the driver comes, as the customers' sockets saw it
 * @param oddities what no client should see, and yet harms nobody
 * @param reconnects connections that came back
 * @param errors what failed on the way and was made good, by name
 * @param breaches what no client may ever see, counted
 * @param breachDetails the first of them
 * @param wallS seconds from the first order to the end
 * @param outcomes of every acknowledged order
 */
public record CityResult(
        String story,
        Tally orders,
        int unacknowledged,
        Latency placeToAck,
        Latency placeToOffer,
        Latency offerToAccept,
        Latency acceptToPush,
        double pickupMeanM,
        double offersPerOrder,
        @Nullable EtaErrors eta,
        Arrivals arrivals,
        List<String> oddities,
        long reconnects,
        Map<String, Long> errors,
        int breaches,
        List<String> breachDetails,
        double wallS,
        Map<OrderId, OrderState> outcomes) {

    public CityResult {
        oddities = List.copyOf(oddities);
        errors = Map.copyOf(errors);
        breachDetails = List.copyOf(breachDetails);
        outcomes = Map.copyOf(outcomes);
    }

    /** Whether orders were placed, all of them ended, and nobody saw what must not be. */
    public boolean clean() {
        return orders.placed() > 0 && orders.open() == 0 && breaches == 0;
    }
}
