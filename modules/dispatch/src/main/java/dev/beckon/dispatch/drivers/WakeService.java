package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Wakes the searches that a driver who has become a candidate could end. Nothing hangs on it: a
 * search that is not woken goes on when its wait is over.
 */
public final class WakeService {

    private final WakeTable table;
    private final WriterKafka writer;

    WakeService(WakeTable table, WriterKafka writer) {
        this.table = table;
        this.writer = writer;
    }

    /** The nearest searches that wait in these drivers' reach. */
    public void wake(Collection<DriverId> drivers, Instant now) {
        if (!drivers.isEmpty()) {
            tell(table.near(drivers, now), now);
        }
    }

    /**
     * Those of these searches that somebody could end after all: a driver who became a candidate
     * between a round's look and its commit has found nobody waiting.
     */
    public void wakeReached(Collection<OrderId> orders, Instant now) {
        if (!orders.isEmpty()) {
            tell(table.reached(orders, now), now);
        }
    }

    private void tell(List<WakeTable.Waiting> all, Instant now) {
        for (var waiting : all) {
            writer.send(
                    Topics.ORDER_INTAKE,
                    new RetryDue(
                            id(waiting, now),
                            waiting.order(),
                            now,
                            Actor.SYSTEM,
                            null,
                            waiting.attempt(),
                            RetryCause.WAKE));
        }
    }

    private static FactId id(WakeTable.Waiting waiting, Instant now) {
        var name = "wake:%s:%d:%s".formatted(waiting.order(), waiting.version(), now);
        return new FactId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
