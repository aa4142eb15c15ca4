package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.socket.ServerMessage.CityDriver;
import dev.beckon.contracts.socket.ServerMessage.CityOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows operators the part of the city that they watch. While nobody does, it only remembers where
 * drivers were.
 */
final class CityService {

    /** A metre, and so much that the length of a message is known. */
    private static final double DECIMALS = 1e5;

    private final MemoryService memory;
    private final InstantSource clock;
    private final Sightings sightings = new Sightings();
    private final Map<Client, Watcher> watchers = new ConcurrentHashMap<>();
    private final Watch.View view = new Watch.View(this::driver, this::order);

    /**
     * An operator who watches.
     *
     * @param queued whether the next part has its place in the mailbox
     */
    private record Watcher(Watch watch, AtomicBoolean queued) {}

    CityService(MemoryService memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** In place of what the operator watched before. */
    void watch(Client client, Box box, double zoom) {
        var watcher = new Watcher(new Watch(box, zoom), new AtomicBoolean(true));
        watchers.put(client, watcher);
        memory.live().forEach(watcher.watch()::changed);
        sightings.all().forEach(watcher.watch()::changed);
        post(client, watcher);
    }

    void unwatch(Client client) {
        watchers.remove(client);
    }

    void located(DriverId driver, Instant at, Supplier<@Nullable DriverLocated> position) {
        sightings.located(driver, at, position);
        toAll(watch -> watch.moved(driver));
    }

    void seen(DriverId driver, Instant at) {
        boolean wasHere = sightings.isHere(driver);
        sightings.seen(driver, at);
        if (!wasHere) {
            changed(driver);
        }
    }

    void gone(DriverId driver, Instant at) {
        sightings.gone(driver, at);
        changed(driver);
    }

    void changed(DriverId driver) {
        toAll(watch -> watch.changed(driver));
    }

    /**
     * @param parties all users whom it concerns or ever concerned
     */
    void changed(OrderId order, Collection<UUID> parties) {
        toAll(
                watch -> {
                    watch.changed(order);
                    parties.forEach(user -> watch.changed(new DriverId(user)));
                });
    }

    private void toAll(Consumer<Watch> news) {
        watchers.values().forEach(watcher -> news.accept(watcher.watch()));
    }

    /** To be called twice a second. */
    void tell() {
        // Whoever left while they asked is still here.
        watchers.keySet().removeIf(client -> client.mailbox().closed());
        watchers.forEach(
                (client, watcher) -> {
                    if (watcher.watch().hasNews() && watcher.queued().compareAndSet(false, true)) {
                        post(client, watcher);
                    }
                });
    }

    /** To be called every half minute or so. */
    void sweep() {
        sightings.sweep(clock.instant()).forEach(this::changed);
    }

    private void post(Client client, Watcher watcher) {
        client.mailbox().post(new Outgoing.Late(() -> next(client, watcher)));
    }

    /** Called when it is about to leave; until then all that happens is gathered. */
    private Outgoing.@Nullable Text next(Client client, Watcher watcher) {
        if (watchers.get(client) != watcher) {
            return null;
        }
        var part = watcher.watch().next(view, clock.instant());
        if (watcher.watch().isOpening()) {
            post(client, watcher);
        } else {
            watcher.queued().set(false);
        }
        return part == null ? null : MemoryService.encoded(part);
    }

    private @Nullable CityDriver driver(DriverId id) {
        var state = memory.findState(id);
        var position = state == null ? null : sightings.find(id);
        if (state == null || position == null) {
            return null;
        }
        var heading = position.headingDeg();
        return new CityDriver(
                id,
                rounded(position.lat()),
                rounded(position.lng()),
                state,
                heading == null ? null : (int) Math.round(heading),
                position.at());
    }

    private @Nullable CityOrder order(OrderId id) {
        var status = memory.find(id);
        return status == null ? null : shown(status);
    }

    private static CityOrder shown(OrderStatus status) {
        var assignment = status.assignment();
        return new CityOrder(
                status.orderId(),
                status.version(),
                status.state(),
                status.kind(),
                rounded(status.pickup().latLng()),
                rounded(status.dropoff().latLng()),
                status.placedAt(),
                assignment == null ? null : assignment.driverId());
    }

    private static LatLng rounded(LatLng point) {
        return new LatLng(rounded(point.lat()), rounded(point.lng()));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * DECIMALS) / DECIMALS;
    }
}
