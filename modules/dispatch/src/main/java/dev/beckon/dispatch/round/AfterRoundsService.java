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
 * What is worth doing once a round is committed, and harmless to lose. The vacuum comes between two
 * rounds: beside them it would take longer and find less. The search for those whom the round's
 * drivers could wake is for several rounds at once, and while the next goes on.
 */
final class AfterRoundsService {

    private static final Logger LOG = LoggerFactory.getLogger(AfterRoundsService.class);

    private final WakeService wake;
    private final VacuumService vacuum;
    private final InstantSource clock;
    private Stirred stirred = new Stirred(new HashSet<>(), new HashSet<>());

    /** Of the rounds since the last look: drivers who may be free, and orders that found nobody. */
    private record Stirred(Set<DriverId> freed, Set<OrderId> unserved) {}

    AfterRoundsService(WakeService wake, VacuumService vacuum, InstantSource clock) {
        this.wake = wake;
        this.vacuum = vacuum;
        this.clock = clock;
    }

    void committed(RoundService.Outcome outcome) {
        add(outcome);
        try {
            vacuum.left(outcome.claims());
        } catch (RuntimeException e) {
            leftOut(e);
        }
    }

    private synchronized void add(RoundService.Outcome outcome) {
        stirred.freed().addAll(outcome.freed());
        stirred.unserved().addAll(outcome.unserved());
    }

    private synchronized Stirred take() {
        var taken = stirred;
        stirred = new Stirred(new HashSet<>(), new HashSet<>());
        return taken;
    }

    /** To be called again and again, by a thread that is not the dispatcher's. */
    void wake() {
        var taken = take();
        try {
            wake.wake(taken.freed(), clock.instant());
            wake.wakeReached(taken.unserved(), clock.instant());
        } catch (RuntimeException e) {
            leftOut(e);
        }
    }

    private static void leftOut(RuntimeException why) {
        LOG.warn("what follows a round is left out: {}", why.toString());
    }
}
