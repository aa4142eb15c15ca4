package dev.beckon.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReceivedTest {

    private static final DriverGone GONE = gone();

    private static DriverGone gone() {
        return new DriverGone(
                new DriverId(UUID.randomUUID()), Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** As each consumer has it: bytes of its own. */
    private static Received<DriverSignal> received(UUID key, DriverSignal value) {
        return new Received<>(
                Topics.DRIVER_LOCATIONS,
                new ConsumerRecord<>(
                        Topics.DRIVER_LOCATIONS.name(),
                        3,
                        77,
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        Json.topics().writeValueAsBytes(value)));
    }

    private static UUID key(DriverGone value) {
        return value.driverId().value();
    }

    @Test
    void aRecordThatSeveralReadIsDecodedOnce() {
        var value = received(key(GONE), GONE).value();
        assertThat(value).isEqualTo(GONE);
        assertThat(received(key(GONE), GONE).value()).isSameAs(value);
    }

    @Test
    void anotherLogsRecordAtTheSamePlaceIsNotMistakenForIt() {
        received(key(GONE), GONE).value();
        var other = gone();
        assertThat(received(key(other), other).value()).isEqualTo(other);
    }

    @Test
    void aKnownValueUnderAnotherKeyIsRefused() {
        received(key(GONE), GONE).value();
        var stranger = received(UUID.randomUUID(), GONE);
        assertThatThrownBy(stranger::value)
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("the key is not the value's");
    }
}
