package dev.beckon.city.customer;

import dev.beckon.city.demand.Trip;
import dev.beckon.city.report.OrderBook;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderView;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All customers of a play, who place the orders in turn. */
public final class Customers implements AutoCloseable {

    private static final double CANCELS = 0.02;

    /** Whoever has just ordered orders again. */
    private static final double ORDERS_MORE = 0.05;

    private final OrderBook book;
    private final String run;
    private final List<CustomerClient> clients = new CopyOnWriteArrayList<>();
    private final Map<OrderId, CustomerClient> owners = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();

    /**
     * @param run what tells this play's orders from those of every other
     */
    public Customers(OrderBook book, String run) {
        this.book = book;
        this.run = run;
    }

    public void add(CustomerClient client) {
        clients.add(client);
        client.open();
    }

    public int ready() {
        return (int) clients.stream().filter(CustomerClient::isOpen).count();
    }

    /** How many orders were answered, one way or the other. */
    public int answered() {
        return answered.get();
    }

    /**
     * Places all orders, each at its time, and returns when the last is sent.
     *
     * @param speed how many times faster than life they come
     */
    public void place(List<Trip> trips, double speed, long seed) throws InterruptedException {
        Random random = new Random(seed);
        long startNs = System.nanoTime();
        int next = 0;
        for (int i = 0; i < trips.size(); i++) {
            Trip trip = trips.get(i);
            long intendedNs = startNs + (long) (trip.afterS() / speed * 1e9);
            long waitNs = intendedNs - System.nanoTime();
            if (waitNs > 0) {
                Thread.sleep(waitNs / 1_000_000, (int) (waitNs % 1_000_000));
            }
            next += i > 0 && random.nextDouble() < ORDERS_MORE ? 0 : 1;
            CustomerClient client = clients.get(next % clients.size());
            String key = run + "-" + i;
            long cancelMs = random.nextDouble() < CANCELS ? 500 + random.nextLong(15_000) : -1;
            Thread.ofVirtual().start(() -> order(client, trip, key, intendedNs, cancelMs));
        }
    }

    /** Asks for these orders over HTTP, and hands on what the API shows. */
    public void ask(List<OrderId> orders, BiConsumer<OrderBook, OrderView> use)
            throws InterruptedException {
        Semaphore places = new Semaphore(4);
        for (OrderId order : orders) {
            places.acquire();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    OrderView view = find(order);
                                    if (view != null) {
                                        use.accept(book, view);
                                    }
                                } finally {
                                    places.release();
                                }
                            });
        }
        places.acquire(4);
    }

    @Override
    public void close() {
        clients.forEach(CustomerClient::close);
    }

    private @Nullable OrderView find(OrderId order) {
        CustomerClient owner = owners.get(order);
        try {
            return owner == null ? null : owner.find(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void order(
            CustomerClient client, Trip trip, String key, long intendedNs, long cancelMs) {
        try {
            OrderId order;
            try {
                order = client.place(trip, key, intendedNs);
                if (order != null) {
                    owners.put(order, client);
                }
            } finally {
                answered.incrementAndGet();
            }
            if (order != null && cancelMs >= 0) {
                Thread.sleep(cancelMs);
                client.cancel(order);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
