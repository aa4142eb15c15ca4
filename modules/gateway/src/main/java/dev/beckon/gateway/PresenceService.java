package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Tells the log which drivers are there: no sign of life, no offers. */
final class PresenceService {

    private final Clients clients;
    private final FactsKafka facts;
    private final Executor executor;
    private final InstantSource clock;
    private final Signs signs = new Signs();

    PresenceService(Clients clients, FactsKafka facts, Executor executor, InstantSource clock) {
        this.clients = clients;
        this.facts = facts;
        this.executor = executor;
        this.clock = clock;
    }

    /** A driver who has just connected wants offers now. */
    void joined(Client client) {
        if (client.isDriver()) {
            signs.untold(client.user());
        }
        heard(client);
    }

    void heard(Client client) {
        var now = clock.instant();
        client.heard(now);
        if (client.isDriver() && signs.heard(client.user(), now)) {
            facts.send(new DriverSeen(client.driverId(), now));
        }
    }

    /** Drops what is older than the driver's last position. */
    void located(Client client, DriverLocated position) {
        var now = clock.instant();
        if (signs.located(client.user(), position.at(), now)) {
            client.heard(now);
            facts.send(position);
        } else {
            heard(client);
        }
    }

    /** The user's last client of this node has left. */
    void left(Client client) {
        if (client.isDriver()) {
            var since = signs.gone(client.user(), clock.instant());
            facts.send(new DriverGone(client.driverId(), since));
        }
    }

    /** Some node says so; another socket of the driver may be here. */
    void saidToBeGone(DriverId driverId) {
        var here = clients.of(driverId.value());
        if (!here.isEmpty()) {
            executor.execute(() -> joined(here.getFirst()));
        }
    }
}
