package dev.beckon.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.driver.DriverFact.ShiftRequested;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderEvent.NoDriverFound;
import dev.beckon.contracts.order.OrderFact.OfferReceived;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Names, partitions, retention and keys are a promise: operators and other readers rely on them.
 */
class TopicsTest {

    private static final Instant AT = Instant.parse("2026-01-05T18:30:00Z");
    private static final OrderId ORDER = OrderId.of("0196f0c2-5b1e-7c3a-9d41-2f6a8e10b7c4");
    private static final DriverId DRIVER = DriverId.of("b81f4d6a-2c95-4e3b-8a7d-60f1c2e9d3a5");
    private static final CustomerId CUSTOMER =
            CustomerId.of("5d2c9a3e-8f41-4b7a-a6d0-13c7e9b8f254");
    private static final FactId FACT = FactId.of("00000000-0000-4000-8000-000000000001");

    @Test
    void topicsAreThoseOfTheContract() {
        assertThat(Topics.all().stream().map(TopicsTest::line).collect(Collectors.joining("\n")))
                .isEqualTo(
                        """
                        order-intake      16  OrderFact     for ever
                        order-events      16  OrderEvent    for ever
                        order-status      16  OrderStatus   compacted, lag PT15M, segment PT5M
                        order-replies     16  OrderReply    PT10M
                        driver-intake      8  DriverFact    PT168H
                        driver-shifts      8  DriverShift   compacted, lag PT0S, segment PT1H
                        driver-locations   8  DriverSignal  PT6H\
                        """);
    }

    @Test
    void deadLettersHaveATopicOfTheirOwn() {
        assertThat(Topics.ORDER_INTAKE.deadLetters()).isEqualTo("order-intake.dlt");
        assertThat(Topics.all().stream().flatMap(t -> List.of(t.name(), t.deadLetters()).stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsSaidOfAnOrderIsKeyedByIt() {
        var offer = OfferId.of("e4b7a1c8-6d3f-4f52-b90e-7a8c5d2f1e63");
        var place = Place.of(37.78, -122.42);

        assertThat(
                        List.of(
                                Topics.ORDER_INTAKE
                                        .key()
                                        .apply(
                                                new OfferReceived(
                                                        FACT,
                                                        ORDER,
                                                        AT,
                                                        Actor.of(DRIVER),
                                                        null,
                                                        offer)),
                                Topics.ORDER_EVENTS
                                        .key()
                                        .apply(
                                                new NoDriverFound(
                                                        ORDER, 9, AT, FACT, Actor.SYSTEM, 3)),
                                Topics.ORDER_STATUS
                                        .key()
                                        .apply(
                                                new OrderStatus(
                                                        ORDER,
                                                        1,
                                                        AT,
                                                        OrderState.PLACED,
                                                        CUSTOMER,
                                                        Kind.RIDE,
                                                        place,
                                                        place,
                                                        null,
                                                        AT,
                                                        null,
                                                        0,
                                                        null,
                                                        List.of(),
                                                        null,
                                                        null,
                                                        List.of(FACT))),
                                Topics.ORDER_REPLIES
                                        .key()
                                        .apply(
                                                new OrderReply(
                                                        FACT,
                                                        ORDER,
                                                        AT,
                                                        null,
                                                        OrderReply.Outcome.UNCHANGED,
                                                        null,
                                                        1))))
                .containsOnly(ORDER.value());
    }

    @Test
    void whatIsSaidOfADriverIsKeyedByThem() {
        var profile = new DriverProfile("Sample Driver", null, null, Set.of());

        assertThat(
                        List.of(
                                Topics.DRIVER_INTAKE
                                        .key()
                                        .apply(
                                                new ShiftRequested(
                                                        FACT,
                                                        DRIVER,
                                                        AT,
                                                        Actor.of(DRIVER),
                                                        null,
                                                        ShiftState.ONLINE,
                                                        "Sample Driver")),
                                Topics.DRIVER_SHIFTS
                                        .key()
                                        .apply(
                                                new DriverShift(
                                                        DRIVER,
                                                        1,
                                                        AT,
                                                        ShiftState.ONLINE,
                                                        profile,
                                                        List.of(FACT))),
                                Topics.DRIVER_LOCATIONS.key().apply(new DriverSeen(DRIVER, AT))))
                .containsOnly(DRIVER.value());
    }

    private static String line(Topic<?> topic) {
        var compaction = topic.compaction();
        var kept =
                compaction != null
                        ? "compacted, lag %s, segment %s"
                                .formatted(compaction.minLag(), compaction.segment())
                        : topic.kept() == null ? "for ever" : topic.kept().toString();
        return "%-16s  %2d  %-12s  %s"
                .formatted(topic.name(), topic.partitions(), topic.type().getSimpleName(), kept);
    }
}
