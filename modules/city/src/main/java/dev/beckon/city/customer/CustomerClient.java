package dev.beckon.city.customer;

import dev.beckon.city.demand.Trip;
import dev.beckon.city.net.Account;
import dev.beckon.city.net.ApiException;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.net.Reply;
import dev.beckon.city.net.SocketListener;
import dev.beckon.city.net.Traffic;
import dev.beckon.city.net.UserSocket;
import dev.beckon.city.net.Wire;
import dev.beckon.city.report.OrderBook;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.socket.ServerMessage;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer who places orders and watches them. */
public final class CustomerClient implements SocketListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Account account;
    private final OrderBook book;
    private final Traffic traffic;
    private final UserSocket socket;

    public CustomerClient(
            BeckonHttp http, Account account, Traffic traffic, OrderBook book, long seed) {
        this.account = account;
        this.book = book;
        this.traffic = traffic;
        this.socket = new UserSocket(http, account, this, traffic, seed);
    }

    public void open() {
        socket.open();
    }

    public boolean isOpen() {
        return socket.isOpen();
    }

    /**
     * Places an order, however often it has to be sent: the key makes it one.
     *
     * @param intendedNs when it should have been sent
     * @return null if it was refused, or never answered
     */
    public @Nullable OrderId place(Trip trip, String key, long intendedNs)
            throws InterruptedException {
        BeckonHttp.Request request =
                BeckonHttp.Request.post(
                                "/orders",
                                null,
                                Map.of(
                                        "pickup", trip.pickup(),
                                        "dropoff", trip.dropoff(),
                                        "kind", trip.kind()))
                        .with("Idempotency-Key", key);
        try {
            Reply reply = account.send(request, PATIENCE);
            if (reply.status() == 202) {
                OrderId order = OrderId.of(reply.body().path("orderId").asString());
                book.placed(order, intendedNs, System.nanoTime());
                return order;
            }
            traffic.failed("POST /orders: " + reply.problem());
        } catch (ApiException e) {
            traffic.failed("POST /orders without an answer");
        }
        book.unacknowledged();
        return null;
    }

    /** Wants out; too late is no error. */
    public void cancel(OrderId order) throws InterruptedException {
        try {
            account.send(
                    BeckonHttp.Request.post(
                            "/orders/" + order + "/cancel",
                            null,
                            Map.of("reason", "changed my mind")),
                    PATIENCE);
        } catch (ApiException e) {
            traffic.failed("cancel without an answer");
        }
    }

    /** The order as the API shows it; null where it cannot be had. */
    public @Nullable OrderView find(OrderId order) throws InterruptedException {
        try {
            Reply reply = account.send(BeckonHttp.Request.get("/orders/" + order, null), PATIENCE);
            if (reply.status() == 200) {
                return Wire.convert(reply.body(), OrderView.class);
            }
            traffic.failed("GET /orders/ID: " + reply.problem());
        } catch (ApiException e) {
            traffic.failed("GET /orders/ID without an answer");
        }
        return null;
    }

    @Override
    public void connected() {}

    @Override
    public void received(ServerMessage message, long atNs) {
        book.seen(message, true, atNs);
    }

    @Override
    public void lost() {}

    @Override
    public void breach(String what) {
        book.breach("customer %s: %s".formatted(account.id(), what));
    }

    @Override
    public void close() {
        socket.close();
    }
}
