package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.drivers.VacuumService;
import dev.beckon.dispatch.drivers.WakeService;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is worth doing once rounds are committed, and harmless to lose: for several of them at once,
 * and while the next goes on.
 */
final class AfterRoundsService {

    private static final Logger LOG = LoggerFactory.getLogger(AfterRoundsService.class);

    private final WakeService wake;
    private final VacuumService vacuum;
    private final InstantSource clock;
    private Left left = new Left();

    /** Of the rounds since the last look. */
    private static final class Left {
        private final Set<DriverId> freed = new HashSet<>();
        private final Set<OrderId> unserved = new HashSet<>();
        private long claims;
    }

    AfterRoundsService(WakeService wake, VacuumService vacuum, InstantSource clock) {
        this.wake = wake;
        this.vacuum = vacuum;
        this.clock = clock;
    }

    synchronized void committed(RoundService.Outcome outcome) {
        left.freed.addAll(outcome.freed());
        left.unserved.addAll(outcome.unserved());
        left.claims += outcome.claims();
    }

    private synchronized Left take() {
        var taken = left;
        left = new Left();
        return taken;
    }

    /** To be called again and again, by one thread. */
    void look() {
        var taken = take();
        try {
            wake.wake(taken.freed, clock.instant());
            wake.wakeReached(taken.unserved, clock.instant());
            vacuum.left(taken.claims);
        } catch (RuntimeException e) {
            LOG.warn("what follows some rounds is left out: {}", e.toString());
        }
    }
}
