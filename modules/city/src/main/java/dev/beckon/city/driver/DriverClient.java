package dev.beckon.city.driver;

import dev.beckon.city.net.Account;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.net.SocketListener;
import dev.beckon.city.net.Traffic;
import dev.beckon.city.net.UserSocket;
import dev.beckon.city.recording.Track;
import dev.beckon.city.report.OrderBook;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a simulated driver to a socket and the clock. */
final class DriverClient implements SocketListener {

    private final DriverId me;
    private final SimulatedDriver mind;
    private final UserSocket socket;
    private final OrderBook book;
    private long dropMs;

    DriverClient(
            BeckonHttp http,
            Account account,
            Traffic traffic,
            OrderBook book,
            Town town,
            @Nullable Track track,
            LatLng start,
            long seed,
            double speed,
            long locationEveryMs) {
        this.me = new DriverId(account.id());
        Habits habits = new Habits(seed);
        Wandering wandering = new Wandering(town, habits);
        Pastime pastime = track == null ? wandering : new Following(track, town, wandering);
        this.mind =
                new SimulatedDriver(
                        me, town, habits, pastime, start, speed, locationEveryMs, book::driven);
        this.socket = new UserSocket(http, account, this, traffic, seed);
        this.book = book;
        this.dropMs = nowMs() + mind.habits().connectedMs();
    }

    void open() {
        socket.open();
    }

    void close() {
        socket.send(new ClientMessage.Shift(ShiftState.OFFLINE, "bye"));
        socket.close();
    }

    synchronized boolean ready() {
        return socket.isOpen() && mind.ready();
    }

    synchronized boolean driving() {
        return mind.driving(nowMs());
    }

    @Override
    public synchronized void connected() {
        send(mind.connected(nowMs()));
    }

    @Override
    public synchronized void received(ServerMessage message, long atNs) {
        switch (message) {
            case ServerMessage.Offer offer -> offered(offer, atNs);
            case ServerMessage.Snapshot snapshot ->
                    snapshot.offers().forEach(offer -> offered(offer, atNs));
            case ServerMessage.OrderAccepted accepted -> book.seen(accepted, false, atNs);
            default -> {
                // What else happens to an order, its customer sees too.
            }
        }
        send(mind.received(message, nowMs()));
    }

    @Override
    public synchronized void lost() {
        mind.lost();
    }

    @Override
    public void breach(String what) {
        book.breach("driver %s: %s".formatted(me, what));
    }

    synchronized void tick() {
        long now = nowMs();
        send(mind.tick(now));
        if (mind.stuck(now)) {
            socket.drop(Duration.ZERO);
        } else if (now >= dropMs) {
            long awayMs = mind.habits().awayMs();
            dropMs = now + awayMs + mind.habits().connectedMs();
            socket.drop(Duration.ofMillis(awayMs));
        }
    }

    private void offered(ServerMessage.Offer offer, long atNs) {
        book.offered(offer, me, mind.at(nowMs()), atNs);
    }

    private void send(List<ClientMessage> messages) {
        for (ClientMessage message : messages) {
            if (message instanceof ClientMessage.AcceptOffer accept) {
                book.acceptSent(accept.offerId(), me, System.nanoTime());
            }
            socket.send(message);
        }
    }

    static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }
}
