package dev.beckon.contracts.topic;

import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Duration;
import java.util.List;

/** All topics. */
public final class Topics {

    /** Of all that is keyed by order, for ever: another number would reorder an order's facts. */
    public static final int ORDER_PARTITIONS = 16;

    private static final int DRIVER_PARTITIONS = 8;

    public static final Topic<OrderFact> ORDER_INTAKE =
            new Topic<>(
                    "order-intake",
                    OrderFact.class,
                    fact -> fact.orderId().value(),
                    fact -> fact.id().toString(),
                    OrderFact::at,
                    ORDER_PARTITIONS,
                    null,
                    null);

    public static final Topic<OrderEvent> ORDER_EVENTS =
            new Topic<>(
                    "order-events",
                    OrderEvent.class,
                    event -> event.orderId().value(),
                    event -> event.orderId() + ":" + event.version(),
                    OrderEvent::at,
                    ORDER_PARTITIONS,
                    null,
                    null);

    public static final Topic<OrderStatus> ORDER_STATUS =
            new Topic<>(
                    "order-status",
                    OrderStatus.class,
                    status -> status.orderId().value(),
                    status -> status.orderId() + ":" + status.version(),
                    OrderStatus::at,
                    ORDER_PARTITIONS,
                    null,
                    new Topic.Compaction(Duration.ofMinutes(15), Duration.ofMinutes(5)));

    public static final Topic<OrderReply> ORDER_REPLIES =
            new Topic<>(
                    "order-replies",
                    OrderReply.class,
                    reply -> reply.orderId().value(),
                    reply -> reply.factId().toString(),
                    OrderReply::at,
                    ORDER_PARTITIONS,
                    Duration.ofMinutes(10),
                    null);

    public static final Topic<DriverFact> DRIVER_INTAKE =
            new Topic<>(
                    "driver-intake",
                    DriverFact.class,
                    fact -> fact.driverId().value(),
                    fact -> fact.id().toString(),
                    DriverFact::at,
                    DRIVER_PARTITIONS,
                    Duration.ofDays(7),
                    null);

    public static final Topic<DriverShift> DRIVER_SHIFTS =
            new Topic<>(
                    "driver-shifts",
                    DriverShift.class,
                    shift -> shift.driverId().value(),
                    shift -> shift.driverId() + ":" + shift.version(),
                    DriverShift::at,
                    DRIVER_PARTITIONS,
                    null,
                    new Topic.Compaction(Duration.ZERO, Duration.ofHours(1)));

    public static final Topic<DriverSignal> DRIVER_LOCATIONS =
            new Topic<>(
                    "driver-locations",
                    DriverSignal.class,
                    signal -> signal.driverId().value(),
                    signal -> signal.driverId() + ":" + signal.at().toEpochMilli(),
                    DriverSignal::at,
                    DRIVER_PARTITIONS,
                    Duration.ofHours(6),
                    null);

    private Topics() {}

    public static List<Topic<?>> all() {
        return List.of(
                ORDER_INTAKE,
                ORDER_EVENTS,
                ORDER_STATUS,
                ORDER_REPLIES,
                DRIVER_INTAKE,
                DRIVER_SHIFTS,
                DRIVER_LOCATIONS);
    }
}
