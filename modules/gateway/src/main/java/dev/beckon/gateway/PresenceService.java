package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.routing.Leap;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log which drivers are there: no sign of life, no offers. */
final class PresenceService {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    private final Clients clients;
    private final FactsKafka facts;
    private final SignalsService log;
    private final Executor executor;
    private final InstantSource clock;
    private final double timeScale;
    private final Signs signs = new Signs();
    private final Map<UUID, DriverLocated> positions = new ConcurrentHashMap<>();

    PresenceService(
            Clients clients,
            FactsKafka facts,
            SignalsService log,
            Executor executor,
            InstantSource clock,
            double timeScale) {
        this.clients = clients;
        this.facts = facts;
        this.log = log;
        this.executor = executor;
        this.clock = clock;
        this.timeScale = timeScale;
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

    /**
     * Drops what is older than the driver's last position, and what nobody can have reached from
     * there. A phone's clock may be slow, and its positions old: that they come is a sign of life
     * all the same.
     */
    void located(Client client, DriverLocated position) {
        if (signs.located(client.user(), position.at())) {
            var last = positions.put(client.user(), position);
            if (last != null && Leap.between(last, position, timeScale)) {
                LOG.warn("driver {} is where nobody gets so soon; dropped", client.user());
                signs.untold(client.user());
            } else {
                log.tell(position);
            }
        }
        heard(client);
    }

    /** The user's last client of this node has left. */
    void left(Client client) {
        if (client.isDriver()) {
            positions.remove(client.user());
            var since = signs.gone(client.user(), clock.instant());
            log.tell(new DriverGone(client.driverId(), since));
        }
    }

    /**
     * Some node says so; another socket of the driver may be here. Whoever holds it was heard when
     * they were heard, and not just now: it may be half open.
     */
    void saidToBeGone(DriverId driverId) {
        clients.of(driverId.value()).stream()
                .map(Client::heardAt)
                .max(Comparator.naturalOrder())
                .ifPresent(
                        heardAt ->
                                executor.execute(
                                        () -> facts.send(new DriverSeen(driverId, heardAt))));
    }
}
