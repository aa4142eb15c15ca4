package dev.beckon.gateway;

import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.contracts.socket.ServerMessage.CityDriver;
import dev.beckon.contracts.socket.ServerMessage.CityOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one operator sees of the city, and what is new to them. It remembers only whom something
 * happened to, and looks when there is room to tell: whoever reads slowly is told less often, and
 * always the present.
 */
final class Watch {

    /** Of a message, in characters; all of them take one byte. */
    static final int ROOM = 64 * 1024;

    /** What the parts of a message take at most. */
    static final int FRAME_ROOM = 128;

    static final int DRIVER_ROOM = 160;
    static final int ORDER_ROOM = 368;
    static final int GONE_ROOM = 40;

    private static final double TILE_PIXELS = 512;

    private final Box box;
    private final double pixelDeg;
    private final SequencedSet<OrderId> changedOrders = new LinkedHashSet<>();
    private final SequencedSet<DriverId> changedDrivers = new LinkedHashSet<>();
    private final SequencedSet<DriverId> movedDrivers = new LinkedHashSet<>();

    private final Map<OrderId, Long> toldOrders = new HashMap<>();
    private final Map<DriverId, CityDriver> toldDrivers = new HashMap<>();
    private boolean anew = true;
    private boolean opening = true;

    /** Where what is to be told can be seen; null for who or what is not there. */
    record View(
            Function<DriverId, @Nullable CityDriver> driver,
            Function<OrderId, @Nullable CityOrder> order) {}

    Watch(Box box, double zoom) {
        this.box = box;
        this.pixelDeg = 2.0 * LatLng.LNG_MAX / (TILE_PIXELS * Math.pow(2, zoom));
    }

    void changed(OrderId order) {
        synchronized (changedOrders) {
            changedOrders.add(order);
        }
    }

    /** The driver may have come, gone, or do something else. */
    void changed(DriverId driver) {
        synchronized (changedOrders) {
            changedDrivers.add(driver);
        }
    }

    void moved(DriverId driver) {
        synchronized (changedOrders) {
            movedDrivers.add(driver);
        }
    }

    /** Whether there is something to look at. */
    boolean hasNews() {
        synchronized (changedOrders) {
            return !(changedOrders.isEmpty() && changedDrivers.isEmpty() && movedDrivers.isEmpty());
        }
    }

    /** Whether the box is still being told for the first time. */
    boolean isOpening() {
        return opening;
    }

    /**
     * As much as there is room for: orders first, then drivers who do something else, then those
     * who moved, in each case those who wait longest. For one thread at a time.
     *
     * @return null where nothing is worth telling
     */
    ServerMessage.@Nullable City next(View view, Instant now) {
        var part = new Part();
        boolean all =
                part.take(changedOrders, ORDER_ROOM, id -> tell(part, id, view.order().apply(id)))
                        && part.take(
                                changedDrivers,
                                DRIVER_ROOM,
                                id -> tell(part, id, view.driver().apply(id)))
                        && part.take(
                                movedDrivers,
                                DRIVER_ROOM,
                                id -> tell(part, id, view.driver().apply(id)));
        opening = opening && !all;
        if (part.isEmpty() && !anew) {
            return null;
        }
        var message =
                new ServerMessage.City(
                        now,
                        anew ? true : null,
                        part.drivers,
                        part.orders,
                        part.gone.isEmpty() ? null : part.gone);
        anew = false;
        return message;
    }

    private final class Part {

        private final List<CityDriver> drivers = new ArrayList<>();
        private final List<CityOrder> orders = new ArrayList<>();
        private final List<DriverId> gone = new ArrayList<>();
        private int room = ROOM - FRAME_ROOM;

        /** Whether all of them were taken. */
        <T> boolean take(SequencedSet<T> waiting, int each, Function<T, Integer> tell) {
            while (room >= each) {
                T next;
                synchronized (changedOrders) {
                    if (waiting.isEmpty()) {
                        return true;
                    }
                    next = waiting.removeFirst();
                }
                room -= tell.apply(next);
            }
            return false;
        }

        boolean isEmpty() {
            return drivers.isEmpty() && orders.isEmpty() && gone.isEmpty();
        }
    }

    /** How much room it took. */
    private int tell(Part part, OrderId id, @Nullable CityOrder order) {
        var told = toldOrders.get(id);
        boolean tells =
                order != null
                        && (told == null
                                ? !order.status().ended() && isInside(order)
                                : told < order.version());
        if (!tells || order == null) {
            return 0;
        }
        part.orders.add(order);
        if (order.status().ended()) {
            toldOrders.remove(id);
        } else {
            toldOrders.put(id, order.version());
        }
        return ORDER_ROOM;
    }

    private int tell(Part part, DriverId id, @Nullable CityDriver driver) {
        var told = toldDrivers.get(id);
        if (driver == null || !box.contains(driver.lat(), driver.lng())) {
            if (told == null) {
                return 0;
            }
            toldDrivers.remove(id);
            part.gone.add(id);
            return GONE_ROOM;
        }
        if (told != null && told.state() == driver.state() && !showsMove(told, driver)) {
            return 0;
        }
        toldDrivers.put(id, driver);
        part.drivers.add(driver);
        return DRIVER_ROOM;
    }

    private boolean isInside(CityOrder order) {
        return box.contains(order.pickup().lat(), order.pickup().lng())
                || box.contains(order.dropoff().lat(), order.dropoff().lng());
    }

    /**
     * A degree of latitude takes more pixels than one of longitude, the farther from the equator.
     */
    private boolean showsMove(CityDriver from, CityDriver to) {
        double shrink = Math.cos(Math.toRadians(to.lat()));
        return Math.abs(to.lng() - from.lng()) >= pixelDeg
                || Math.abs(to.lat() - from.lat()) >= pixelDeg * shrink;
    }
}
