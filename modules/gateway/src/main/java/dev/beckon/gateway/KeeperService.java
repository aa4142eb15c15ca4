package dev.beckon.gateway;

import dev.beckon.platform.time.RepeatedService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets clients in and out, keeps their sockets alive, and says goodbye when the node stops. */
final class KeeperService implements SmartLifecycle {

    /** Stops before the tails and the web server do. */
    static final int PHASE = DEFAULT_PHASE - 500;

    private static final Logger LOG = LoggerFactory.getLogger(KeeperService.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int TICKS_BETWEEN_SWEEPS = 60;

    private final GatewayProperties properties;
    private final Clients clients;
    private final MemoryService memory;
    private final Pending pending;
    private final PresenceService presence;
    private final CityService city;
    private final BooleanSupplier memoryIsBuilt;
    private final InstantSource clock;
    private volatile boolean running;
    private final RepeatedService ticks = new RepeatedService("gateway.keeper", TICK, this::tick);
    private long ticked;

    KeeperService(
            GatewayProperties properties,
            Clients clients,
            MemoryService memory,
            Pending pending,
            PresenceService presence,
            CityService city,
            BooleanSupplier memoryIsBuilt,
            InstantSource clock) {
        this.properties = properties;
        this.clients = clients;
        this.memory = memory;
        this.pending = pending;
        this.presence = presence;
        this.city = city;
        this.memoryIsBuilt = memoryIsBuilt;
        this.clock = clock;
    }

    /** Whether clients may come: the memory is built, and the node is not about to stop. */
    boolean isOpen() {
        return running && memoryIsBuilt.getAsBoolean();
    }

    void join(Client client) {
        memory.join(client);
        presence.joined(client);
        if (!running) {
            client.mailbox().post(Outgoing.Close.RESTARTING);
        }
    }

    void leave(Client client) {
        city.unwatch(client);
        if (clients.remove(client)) {
            presence.left(client);
        }
    }

    @Override
    public void start() {
        running = true;
        ticks.start();
    }

    private void tick() {
        var now = clock.instant();
        for (var client : clients.all()) {
            if (client.mailbox().closed()) {
                // Whose first message failed may have left before it had joined.
                leave(client);
            } else if (client.heardAt().plus(properties.silence()).isBefore(now)) {
                client.mailbox().post(Outgoing.Close.SILENT);
            } else if (client.pingedAt().plus(properties.heartbeat()).isBefore(now)) {
                client.pinged(now);
                client.mailbox().post(new Outgoing.Ping());
            }
        }
        city.tell();
        memory.endWaiting();
        pending.sweep(now);
        if (++ticked % TICKS_BETWEEN_SWEEPS == 0) {
            memory.sweep();
            city.sweep();
        }
    }

    /** The web server would close its sockets without a word. */
    @Override
    public void stop() {
        running = false;
        ticks.stop();
        for (var client : clients.all()) {
            client.mailbox().post(Outgoing.Close.RESTARTING);
        }
        try {
            if (!clients.awaitEmpty(GOODBYE)) {
                LOG.warn("{} sockets did not close in time", clients.all().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
