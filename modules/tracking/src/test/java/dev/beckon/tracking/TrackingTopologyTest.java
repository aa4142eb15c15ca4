package dev.beckon.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stated, with a made clock and without a broker; the pickup is at 5,000 m. */
class TrackingTopologyTest {

    private static final Duration MOMENT = Duration.ofSeconds(4);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Street street = new Street();
    private final Statuses order = new Statuses(Street.at(5_000));
    private final DriverId ada = new DriverId(UUID.randomUUID());
    private final DriverId grace = new DriverId(UUID.randomUUID());

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void theWayToThePickupIsToldOnceEach() {
        street.stands(ada, 1_000);
        street.accepted(order, 5, ada);
        street.stands(ada, 3_700);
        assertThat(street.story()).as("130 s away").isEmpty();
        street.stands(ada, 3_800);
        assertThat(street.story()).as("120 s away").isEqualTo("ARRIVING 120");
        street.stands(ada, 4_500);
        street.publish(order.status(6, street.now(), OrderState.ARRIVING, ada, false, ada));
        street.stands(ada, 4_949);
        assertThat(street.story()).as("51 m away").isEmpty();
        street.stands(ada, 4_951);
        assertThat(street.story()).as("49 m away").isEqualTo("ARRIVED");
        street.publish(order.status(7, street.now(), OrderState.ARRIVED, ada, false, ada));
        street.stands(ada, 5_000);
        street.pass(REPEAT);
        assertThat(street.story()).isEmpty();
    }

    @Test
    void whoAcceptsAtThePickupNeedNotMove() {
        street.stands(ada, 4_990);
        street.accepted(order, 5, ada);
        assertThat(street.story()).isEqualTo("ARRIVING 1, ARRIVED");
    }

    @Test
    void whoHasJustComeThereIsSeenThere() {
        street.stands(ada, 1_000);
        street.stands(ada, 4_990);
        street.accepted(order, 5, ada);
        street.pass(MOMENT);
        assertThat(street.story()).isEqualTo("ARRIVING 1, ARRIVED");
    }

    @Test
    void whoWasAtThePickupLongAgoMayBeAnywhere() {
        street.stands(ada, 4_990);
        street.pass(Duration.ofMinutes(6));
        street.accepted(order, 5, ada);
        assertThat(street.story()).isEmpty();
        street.stands(ada, 4_990);
        assertThat(street.story()).isEqualTo("ARRIVING 1, ARRIVED");
    }

    @Test
    void whoAcceptsAndWasNeverSeenIsAwaited() {
        street.accepted(order, 5, ada);
        assertThat(street.story()).isEmpty();
        street.isSaidToStand(ada, 5_010);
        assertThat(street.story()).isEqualTo("ARRIVING 1, ARRIVED");
    }

    @Test
    void positionsThatComeLateChangeNothing() {
        street.accepted(order, 5, ada);
        var earlier = street.now();
        street.pass(MOMENT);
        street.stands(ada, 100);
        street.stoodAt(ada, 5_000, earlier);
        assertThat(street.story()).isEmpty();
    }

    @Test
    void aFactIsTheSameWheneverItIsStatedAndSaysWhoTellsIt() {
        street.stands(ada, 5_000);
        street.accepted(order, 5, ada);
        var records = street.records();
        assertThat(records).hasSize(2);
        var headers = records.getFirst().headers();
        assertThat(headers.lastHeader("ce_type").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("dev.beckon.order-intake.DriverArriving");
        assertThat(headers.lastHeader("ce_source").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("/street");
        street.pass(REPEAT);
        var again = street.records();
        assertThat(again).as("nobody confirmed").hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(again.get(i).headers().lastHeader("ce_id").value())
                    .isEqualTo(records.get(i).headers().lastHeader("ce_id").value());
        }
        street.publish(order.status(7, street.now(), OrderState.ARRIVED, ada, false, ada));
        street.pass(REPEAT.multipliedBy(2));
        assertThat(street.records()).as("confirmed").isEmpty();
    }

    @Test
    void theNextDriversWayIsToldAnew() {
        street.stands(ada, 5_000);
        street.accepted(order, 5, ada);
        var first = street.facts();
        street.publish(order.status(8, street.now(), OrderState.SEARCHING, null, false, ada));
        street.publish(
                order.status(12, street.now(), OrderState.ACCEPTED, grace, false, ada, grace));
        street.stands(ada, 5_001);
        assertThat(street.facts()).as("no longer ada's").isEmpty();
        street.stands(grace, 5_000);
        var second = street.facts();
        assertThat(second).hasSize(2);
        assertThat(second)
                .extracting(OrderFact::id)
                .doesNotContainAnyElementsOf(first.stream().map(OrderFact::id).toList());
    }

    @Test
    void aStatusThatSkipsSomeStillTakesTheOrderFromTheFormerDriver() {
        street.accepted(order, 5, ada);
        street.publish(
                order.status(12, street.now(), OrderState.ACCEPTED, grace, false, ada, grace));
        street.stands(ada, 5_000);
        assertThat(street.story()).isEmpty();
    }

    @Test
    void whatEndedIsOver() {
        street.accepted(order, 5, ada);
        street.publish(order.status(6, street.now(), OrderState.CANCELLED, ada, false, ada));
        street.stands(ada, 5_000);
        street.pass(Street.SILENT_AFTER.plus(MOMENT));
        assertThat(street.story()).isEmpty();
    }

    @Test
    void statusesThatComeLateOrTwiceChangeNothing() {
        var old = order.status(5, street.now(), OrderState.ACCEPTED, ada, false, ada);
        street.publish(old);
        street.publish(order.status(6, street.now(), OrderState.PICKED_UP, ada, false, ada));
        street.publish(old);
        street.stands(ada, 5_000);
        assertThat(street.story()).as("picked up already").isEmpty();

        street.publish(order.status(7, street.now(), OrderState.DELIVERED, ada, false, ada));
        street.publish(old);
        street.pass(Street.SILENT_AFTER.plus(MOMENT));
        assertThat(street.story()).as("delivered already").isEmpty();
    }

    @Test
    void whoGoesSilentIsLost() {
        street.pass(MOMENT);
        street.accepted(order, 5, ada);
        street.pass(Duration.ofMinutes(4));
        street.isSeen(ada);
        street.pass(Duration.ofMinutes(4));
        street.stands(ada, 10);
        street.isGone(ada);
        street.pass(Street.SILENT_AFTER.minus(MOMENT));
        assertThat(street.story()).isEmpty();
        street.isSaidToStand(ada, 11);
        street.pass(MOMENT);
        assertThat(street.story()).isEqualTo("LOST");
        street.publish(order.status(6, street.now(), OrderState.SEARCHING, null, false, ada));
        street.pass(Duration.ofMinutes(10));
        assertThat(street.story()).as("once").isEmpty();
    }

    @Test
    void whoIsNeverHeardAfterTheAcceptanceIsLost() {
        street.pass(MOMENT);
        street.accepted(order, 5, ada);
        street.pass(Street.SILENT_AFTER);
        assertThat(street.story()).isEqualTo("LOST");
        street.pass(REPEAT);
        assertThat(street.story()).as("nobody confirmed").isEqualTo("LOST");
    }

    @Test
    void whoGoesSilentWithTheGoodsIsLostUntilThatIsKnown() {
        street.pass(MOMENT);
        street.accepted(order, 5, ada);
        street.pass(Duration.ofMinutes(4));
        street.publish(order.status(8, street.now(), OrderState.PICKED_UP, ada, false, ada));
        street.pass(Duration.ofMinutes(4));
        assertThat(street.story()).as("picking up is a sign of life").isEmpty();
        street.pass(Duration.ofMinutes(1));
        assertThat(street.story()).isEqualTo("LOST");
        street.publish(order.status(9, street.now(), OrderState.PICKED_UP, ada, true, ada));
        street.pass(Duration.ofMinutes(10));
        assertThat(street.story()).isEmpty();
    }

    @Test
    void anOrderOutlivesTheProcess() {
        street.stands(ada, 100);
        street.accepted(order, 5, ada);
        street.restart();
        street.stands(ada, 4_000);
        assertThat(street.story()).isEqualTo("ARRIVING 100");
        street.publish(order.status(6, street.now(), OrderState.ARRIVING, ada, false, ada));
        street.restart();
        street.pass(Street.SILENT_AFTER);
        assertThat(street.story()).as("silence counts from the restart").isEmpty();
        street.pass(MOMENT);
        assertThat(street.story()).isEqualTo("LOST");
    }

    @Test
    void whoCouldNotBeHeardWasNotSilent() {
        street.pass(MOMENT);
        street.accepted(order, 5, ada);

        street.jump(Street.SILENT_AFTER);
        assertThat(street.story()).as("the process stood still").isEmpty();

        street.kafkaAnswers(false);
        street.pass(Street.SILENT_AFTER);
        street.kafkaAnswers(true);
        street.pass(MOMENT);
        assertThat(street.story()).as("Kafka was away").isEmpty();

        street.pass(Duration.ofMinutes(4));
        street.wasSeen(grace, street.now().minusSeconds(60));
        street.pass(Duration.ofMinutes(4));
        assertThat(street.story()).as("it was behind the log").isEmpty();

        street.pass(Duration.ofMinutes(1).plus(MOMENT));
        assertThat(street.story()).isEqualTo("LOST");
    }

    @Test
    void poisonIsPutAsideAsItCame() {
        byte[] poison = "{\"type\":\"DriverLoc".getBytes(StandardCharsets.UTF_8);
        street.put(Topics.DRIVER_LOCATIONS, ada.value(), poison, street.now());
        street.put(Topics.DRIVER_LOCATIONS, null, poison, street.now());
        street.put(Topics.DRIVER_LOCATIONS, ada.value(), null, street.now());
        street.put(Topics.ORDER_STATUS, order.order.value(), poison, street.now());
        street.put(Topics.ORDER_STATUS, order.order.value(), null, street.now());

        assertThat(street.deadLetters)
                .extracting(record -> record.topic() + "@" + record.offset())
                .as("a tombstone is none")
                .containsExactly(
                        "driver-locations@0",
                        "driver-locations@1",
                        "driver-locations@2",
                        "order-status@0");
        assertThat(street.deadLetters.getFirst().value()).isEqualTo(poison);
        assertThat(street.deadLetters.getFirst().key())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ada.toString());

        street.stands(ada, 5_000);
        street.accepted(order, 5, ada);
        assertThat(street.story()).isEqualTo("ARRIVING 0, ARRIVED");
    }

    @Test
    void whatMakesTheTrackingFailIsPutAside() {
        street.accepted(order, 5, ada);
        street.mapIsBroken(true);
        street.stands(ada, 5_000);
        assertThat(street.deadLetters).hasSize(1);
        street.mapIsBroken(false);
        street.stands(ada, 5_000);
        assertThat(street.story()).isEqualTo("ARRIVING 0, ARRIVED");
    }
}
