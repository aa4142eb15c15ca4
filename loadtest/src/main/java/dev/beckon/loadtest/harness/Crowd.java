package dev.beckon.loadtest.harness;

import dev.beckon.loadtest.LoadtestException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Drivers on shift and customers, each at a socket, and connections to order on. */
public final class Crowd implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int AT_ONCE = 8;
    private static final int CONNECTIONS = 64;
    private static final int PATIENCE_S = 60;

    private final URI server;
    private final Map<String, Long> processes;
    private final Wire wire = new Wire();
    private final Spots spots = new Spots(1);
    private final Heard heard = new Heard();
    private final List<Seat> customers = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private final Posts posts;
    private volatile @Nullable Traffic traffic;

    private Crowd(URI server, Map<String, Long> processes) {
        this.server = server;
        this.processes = processes;
        posts =
                new Posts(
                        wire,
                        server,
                        spots,
                        (journey, status, orderId) -> {
                            var current = traffic;
                            if (current != null) {
                                current.answered(journey, status, orderId);
                            }
                        });
    }

    /**
     * Returns when all are connected and all drivers on shift.
     *
     * @param processes whose work an order costs, by name
     */
    public static Crowd gather(
            URI server, Map<String, Long> processes, int drivers, int customers) {
        var crowd = new Crowd(server, processes);
        try {
            crowd.gather(drivers, customers);
            return crowd;
        } catch (RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    /** Returns when all orders have ended, or never will. */
    public Result run(Load load) throws InterruptedException {
        var current = new Traffic(load, wire.loop(), customers, posts);
        traffic = current;
        current.start();
        try {
            current.begun().get();
            var before = CpuTimes.of(processes);
            current.sent().get();
            var after = CpuTimes.of(processes);
            current.over().get();
            // A copy, lest the next load begin before this one's last word was heard.
            after.replaceAll((name, ms) -> ms - before.getOrDefault(name, 0.0));
            return current.result(after);
        } catch (ExecutionException e) {
            throw new LoadtestException("The client failed: " + e.getCause(), e);
        }
    }

    /** Gives those who order new tokens. */
    public void signInAgain() {
        try (var people = new PeopleHttp(server)) {
            for (Seat customer : customers) {
                var person = customer.person();
                customer.signedIn(
                        new Person(
                                person.name(),
                                person.driver(),
                                people.signIn(person.name(), person.driver()),
                                person.ticket()));
            }
        }
    }

    @Override
    public void close() {
        wire.loop().execute(posts::close);
        wire.close();
    }

    private void gather(int drivers, int customerCount) {
        String prefix = "load-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        var gate = new Semaphore(AT_ONCE);
        try (var people = new PeopleHttp(server);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var joining = new ArrayList<Future<Seat>>();
            for (int i = 0; i < drivers + customerCount; i++) {
                boolean driver = i < drivers;
                String name = prefix + (driver ? "driver-" : "customer-") + i;
                joining.add(
                        executor.submit(
                                () -> {
                                    gate.acquire();
                                    try {
                                        return sit(people.join(name, driver));
                                    } finally {
                                        gate.release();
                                    }
                                }));
            }
            for (Future<Seat> each : joining) {
                var seat = each.get();
                seats.add(seat);
                if (!seat.person().driver()) {
                    customers.add(seat);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadtestException("interrupted while people joined", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LoadtestException said
                    ? said
                    : new LoadtestException("People could not join: " + e.getCause(), e);
        }
        wire.loop()
                .execute(
                        () -> {
                            posts.open(CONNECTIONS);
                            for (Seat seat : seats) {
                                if (seat.person().driver()) {
                                    seat.write("{\"type\":\"LOCATION\"," + spots.members() + "}");
                                    seat.flush();
                                }
                            }
                        });
    }

    private Seat sit(Person person)
            throws InterruptedException, ExecutionException, TimeoutException {
        var seat =
                new Seat(
                        person,
                        heard,
                        (each, message) -> {
                            var current = traffic;
                            if (current != null) {
                                current.heard(each, message);
                            }
                        });
        var uri = URI.create("ws://" + server.getAuthority() + "/ws?ticket=" + person.ticket());
        var configuration =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(uri)
                        .version(WebSocketVersion.V13)
                        .maxFramePayloadLength(MOST_BYTES)
                        .withUTF8Validator(false)
                        .build();
        // Its seat hears what becomes of it.
        var unused =
                wire.connect(
                        server,
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(
                                                new HttpClientCodec(),
                                                new HttpObjectAggregator(MOST_BYTES),
                                                new WebSocketClientProtocolHandler(configuration),
                                                seat);
                            }
                        });
        return seat.ready().get(PATIENCE_S, TimeUnit.SECONDS);
    }
}
