package dev.beckon.city.report;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ServerMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all clients together saw of the orders; any of them may write at any time. */
public final class OrderBook {

    /** More breaches than this tell nothing new. */
    private static final int KEPT = 100;

    private final Map<OrderId, OrderTrack> tracks = new HashMap<>();
    private final Map<OfferId, OrderId> offers = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private int breachCount;
    private int unacknowledged;
    private long changedNs = System.nanoTime();

    /**
     * @param intendedNs when the order should have been sent
     * @param acknowledgedNs when the 202 came
     */
    public synchronized void placed(OrderId order, long intendedNs, long acknowledgedNs) {
        OrderTrack track = track(order);
        track.intendedNs = intendedNs;
        track.acknowledgedNs = acknowledgedNs;
        changedNs = acknowledgedNs;
    }

    /** Nobody knows whether that order exists: no answer, however often it was sent. */
    public synchronized void unacknowledged() {
        unacknowledged++;
    }

    /** A driver's socket brought an offer for the first time. */
    public synchronized void offered(
            ServerMessage.Offer offer, DriverId driver, LatLng from, long atNs) {
        if (offers.putIfAbsent(offer.offerId(), offer.orderId()) == null) {
            track(offer.orderId()).offered(driver, from, offer.version(), atNs);
            changedNs = atNs;
        }
    }

    public synchronized void acceptSent(OfferId offer, DriverId driver, long atNs) {
        OrderId order = offers.get(offer);
        if (order != null) {
            track(order).acceptSent(driver, atNs);
        }
    }

    /** A message that a customer's or a driver's socket brought. */
    public synchronized void seen(ServerMessage message, boolean byCustomer, long atNs) {
        switch (message) {
            case ServerMessage.Snapshot snapshot -> snapshot.orders().forEach(this::seen);
            case ServerMessage.OrderAccepted accepted -> {
                changedNs = atNs;
                accepted(accepted.order(), accepted.version(), byCustomer ? atNs : null);
            }
            case ServerMessage.AboutOrder about -> {
                OrderState state = state(about);
                if (state != null) {
                    changedNs = atNs;
                    track(about.orderId()).state(state, about.version());
                }
                if (byCustomer && (state == OrderState.ARRIVING || state == OrderState.ARRIVED)) {
                    came(about.orderId(), state, about.version());
                }
            }
            case ServerMessage.Ack _,
                    ServerMessage.Refused _,
                    ServerMessage.Pong _,
                    ServerMessage.City _ -> {}
        }
    }

    /** A driver has come to the pickup of an order. */
    public synchronized void driven(OrderId order, Drive drive) {
        if (track(order).acknowledgedNs != null) {
            drives.add(drive);
        }
    }

    /** An order as a snapshot or the API shows it. */
    public synchronized void seen(OrderView order) {
        OrderTrack track = track(order.orderId());
        if (order.version() > track.version) {
            changedNs = System.nanoTime();
        }
        if (order.driver() != null && order.status() == OrderState.ACCEPTED) {
            accepted(order, order.version(), null);
        }
        track.state(order.status(), order.version());
    }

    /** Compares what the API says in the end with what the sockets said. */
    public synchronized void verify(OrderView order) {
        OrderTrack track = track(order.orderId());
        if (track.state.ended() && track.state != order.status()) {
            breach(
                    "order %s ended as %s on the socket and is %s over HTTP"
                            .formatted(order.orderId(), track.state, order.status()));
        }
        seen(order);
    }

    public synchronized void breach(String what) {
        breachCount++;
        if (breaches.size() < KEPT) {
            breaches.add(what);
        }
    }

    /** When something last changed. */
    public synchronized long changedNs() {
        return changedNs;
    }

    /** Acknowledged orders that are not known to have ended. */
    public synchronized List<OrderId> open() {
        return acknowledged(track -> track.state.ended() ? null : track).keySet().stream().toList();
    }

    /** All acknowledged orders, and how they stand. */
    public synchronized Map<OrderId, OrderState> outcomes() {
        return acknowledged(track -> track.state);
    }

    public synchronized Tally tally() {
        Map<OrderState, Integer> states = new EnumMap<>(OrderState.class);
        outcomes().values().forEach(state -> states.merge(state, 1, Integer::sum));
        Function<OrderState, Integer> count = state -> states.getOrDefault(state, 0);
        return new Tally(
                outcomes().size(),
                count.apply(OrderState.PLACED)
                        + count.apply(OrderState.SEARCHING)
                        + count.apply(OrderState.OFFERED),
                count.apply(OrderState.ACCEPTED)
                        + count.apply(OrderState.ARRIVING)
                        + count.apply(OrderState.ARRIVED)
                        + count.apply(OrderState.PICKED_UP),
                count.apply(OrderState.DELIVERED),
                count.apply(OrderState.CANCELLED),
                count.apply(OrderState.NO_DRIVER_FOUND),
                placeToOffer().p50Ms());
    }

    /**
     * The figures at the end.
     *
     * @param etaScale seconds of the city's time in one that the applications promise; null: not
     *     known
     */
    public synchronized CityResult result(
            long reconnects,
            Map<String, Long> errors,
            double wallS,
            String story,
            @Nullable Double etaScale) {
        List<OrderTrack> mine = List.copyOf(acknowledged(track -> track).values());
        return new CityResult(
                story,
                tally(),
                unacknowledged,
                between(track -> track.intendedNs, track -> track.acknowledgedNs),
                placeToOffer(),
                between(track -> track.firstOfferNs, track -> track.acceptSentNs),
                between(track -> track.acceptSentNs, track -> track.acceptSeenNs),
                mine.stream()
                        .filter(track -> track.pickupM != null)
                        .mapToDouble(track -> track.pickupM)
                        .average()
                        .orElse(0),
                mine.stream().mapToInt(track -> track.offers).average().orElse(0),
                etaScale == null ? null : EtaErrors.of(drives, etaScale),
                arrivals(mine),
                List.copyOf(oddities),
                reconnects,
                errors,
                breachCount,
                List.copyOf(breaches),
                wallS,
                outcomes());
    }

    private void came(OrderId order, OrderState step, long version) {
        String oddity = track(order).came(step, version);
        if (oddity != null && oddities.size() < KEPT) {
            oddities.add("order %s: %s".formatted(order, oddity));
        }
    }

    private static Arrivals arrivals(List<OrderTrack> tracks) {
        List<OrderTrack> delivered =
                tracks.stream().filter(track -> track.state == OrderState.DELIVERED).toList();
        return new Arrivals(
                delivered.size(),
                delivered.stream().filter(track -> !track.arriving.isEmpty()).count(),
                delivered.stream().filter(track -> !track.arrived.isEmpty()).count());
    }

    private Latency placeToOffer() {
        return between(track -> track.intendedNs, track -> track.firstOfferNs);
    }

    private Latency between(
            Function<OrderTrack, @Nullable Long> from, Function<OrderTrack, @Nullable Long> to) {
        return Latency.ofNanos(
                acknowledged(
                                track -> {
                                    Long start = from.apply(track);
                                    Long end = to.apply(track);
                                    return start == null || end == null ? null : end - start;
                                })
                        .values()
                        .stream()
                        .mapToLong(Long::longValue));
    }

    private <T> Map<OrderId, T> acknowledged(Function<OrderTrack, @Nullable T> value) {
        Map<OrderId, T> values = new TreeMap<>();
        tracks.forEach(
                (order, track) -> {
                    T known = track.acknowledgedNs == null ? null : value.apply(track);
                    if (known != null) {
                        values.put(order, known);
                    }
                });
        return values;
    }

    private void accepted(OrderView order, long version, @Nullable Long pushNs) {
        OrderView.Driver driver = order.driver();
        if (driver == null) {
            return;
        }
        String breach =
                track(order.orderId())
                        .accepted(driver.driverId(), version, order.pickup().latLng(), pushNs);
        if (breach != null) {
            breach("order %s: %s".formatted(order.orderId(), breach));
        }
    }

    private OrderTrack track(OrderId order) {
        return tracks.computeIfAbsent(order, _ -> new OrderTrack());
    }

    private static @Nullable OrderState state(ServerMessage.AboutOrder message) {
        return switch (message) {
            case ServerMessage.OrderPlaced placed -> placed.order().status();
            case ServerMessage.Searching _ -> OrderState.SEARCHING;
            case ServerMessage.OrderAccepted _ -> OrderState.ACCEPTED;
            case ServerMessage.DriverArriving _ -> OrderState.ARRIVING;
            case ServerMessage.DriverArrived _ -> OrderState.ARRIVED;
            case ServerMessage.OrderPickedUp _ -> OrderState.PICKED_UP;
            case ServerMessage.OrderDelivered _ -> OrderState.DELIVERED;
            case ServerMessage.OrderCancelled _ -> OrderState.CANCELLED;
            case ServerMessage.NoDriverFound _ -> OrderState.NO_DRIVER_FOUND;
            case ServerMessage.Offer _,
                    ServerMessage.OfferClosed _,
                    ServerMessage.DriverLocation _,
                    ServerMessage.DriverLost _ ->
                    null;
        };
    }
}
