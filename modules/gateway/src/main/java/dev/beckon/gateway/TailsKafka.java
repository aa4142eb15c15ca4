package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;

/** Reads of each record what this node needs of it, which mostly is the headers. */
final class TailsKafka {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String PARTIES = "ce_parties";
    private static final String CAUSES = "ce_causes";
    private static final String LOST = "ce_lost";

    private final MemoryService memory;
    private final Pending pending;
    private final PresenceService presence;
    private final CityService city;

    TailsKafka(MemoryService memory, Pending pending, PresenceService presence, CityService city) {
        this.memory = memory;
        this.pending = pending;
        this.presence = presence;
        this.city = city;
    }

    void onStatus(Received<OrderStatus> record) {
        var id = new OrderId(record.key());
        if (record.tombstone()) {
            memory.forgotten(id);
            return;
        }
        var publishedAt = Instant.ofEpochMilli(record.raw().timestamp());
        var parties = record.header(PARTIES);
        var causes = record.header(CAUSES);
        var version = afterTheColon(record);
        if (parties == null || causes == null || version == null) {
            var status = record.value();
            changed(LiveOrder.decoded(status, publishedAt));
            memory.decided(status.facts());
            return;
        }
        changed(
                LiveOrder.encoded(
                        id,
                        version,
                        publishedAt,
                        new HashSet<>(ids(parties)),
                        record.header(LOST) != null,
                        record.raw().value(),
                        bytes -> decode(id, bytes)));
        memory.decided(ids(causes).stream().map(FactId::new).toList());
    }

    private void changed(LiveOrder order) {
        memory.changed(order);
        city.changed(order.id(), order.parties());
    }

    /** Whatever is wrong comes as the exception that a reader of the memory is ready for. */
    private static OrderStatus decode(OrderId id, byte[] bytes) {
        var status = Json.topics().readValue(bytes, OrderStatus.class);
        if (status == null || !status.orderId().equals(id)) {
            throw DatabindException.from((JsonParser) null, "the value is not its key's");
        }
        return status;
    }

    /** The header is {@code ID:VERSION}, or {@code ID:MILLISECONDS}. */
    private static @Nullable Long afterTheColon(Received<?> record) {
        var id = record.header(ID);
        int colon = id == null ? -1 : id.lastIndexOf(':');
        return id == null || colon < 0 ? null : Long.valueOf(id.substring(colon + 1));
    }

    private static List<UUID> ids(String list) {
        var ids = new ArrayList<UUID>();
        for (var id : list.split(",", -1)) {
            if (!id.isBlank()) {
                ids.add(UUID.fromString(id.strip()));
            }
        }
        return ids;
    }

    void onReply(Received<OrderReply> record) {
        var fact = record.header(ID);
        if (fact == null || pending.has(FactId.of(fact))) {
            memory.replied(record.value());
        }
    }

    void onShift(Received<DriverShift> record) {
        if (record.tombstone()) {
            memory.shiftForgotten(new DriverId(record.key()));
        } else {
            memory.shifted(record.value());
        }
        city.changed(new DriverId(record.key()));
    }

    void onSignal(Received<DriverSignal> record) {
        var type = record.header(TYPE);
        boolean saysGone = type != null && type.endsWith(DriverGone.class.getSimpleName());
        show(record, type);
        if (!saysGone && !memory.isWatched(record.key())) {
            return;
        }
        switch (record.value()) {
            case DriverLocated position -> memory.located(position);
            case DriverGone gone -> presence.saidToBeGone(gone.driverId());
            case DriverSeen _ -> {}
        }
    }

    /** What cannot be read is no position. */
    private static @Nullable DriverLocated find(DriverId driver, byte[] bytes) {
        try {
            return Json.topics().readValue(bytes, DriverSignal.class) instanceof DriverLocated found
                            && found.driverId().equals(driver)
                    ? found
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What the headers say is enough; only ours are known to say it. */
    private void show(Received<DriverSignal> record, @Nullable String type) {
        var millis = afterTheColon(record);
        if (type == null || millis == null) {
            return;
        }
        var driver = new DriverId(record.key());
        var at = Instant.ofEpochMilli(millis);
        if (type.endsWith(DriverLocated.class.getSimpleName())) {
            byte[] bytes = record.raw().value();
            city.located(driver, at, () -> find(driver, bytes));
        } else if (type.endsWith(DriverSeen.class.getSimpleName())) {
            city.seen(driver, at);
        } else {
            city.gone(driver, at);
        }
    }
}
