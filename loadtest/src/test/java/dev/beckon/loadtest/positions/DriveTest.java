package dev.beckon.loadtest.positions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.platform.json.Json;
import dev.beckon.routing.Earth;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriveTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.100Z");

    @Test
    void eachPositionIsAStepThatADriverCanMake() {
        var drive = new Drive(new Random(3));
        var last = read(drive.next(AT));
        for (int i = 1; i < 500; i++) {
            var next = read(drive.next(AT.plusMillis(250L * i)));
            assertThat(next.at()).isEqualTo(AT.plusMillis(250L * i));
            assertThat(Earth.distanceM(point(last), point(next))).isBetween(11.0, 13.0);
            last = next;
        }
    }

    private static ClientMessage.Location read(String text) {
        return (ClientMessage.Location) Json.input().readValue(text, ClientMessage.class);
    }

    private static LatLng point(ClientMessage.Location location) {
        return new LatLng(location.lat(), location.lng());
    }
}
