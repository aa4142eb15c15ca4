package dev.beckon.dispatch.drivers;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderFact.RetryCause;
import dev.beckon.contracts.order.OrderFact.RetryDue;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
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

    public void wake(Collection<DriverId> drivers, Instant now) {
        if (drivers.isEmpty()) {
            return;
        }
        for (var waiting : table.near(drivers, now)) {
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
