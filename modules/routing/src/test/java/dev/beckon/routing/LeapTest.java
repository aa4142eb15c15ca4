package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeapTest {

    private static final DriverId DRIVER = new DriverId(UUID.randomUUID());
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0}, {1} to {2}, {3} after {4} s at speed {5}")
    @CsvSource({
        // a phone that wakes up, a train, the same faster, a thousand kilometres, a flight
        "52.5, 13.4,   52.5,  13.414,   0,    1,  false",
        "52.5, 13.4,   52.5,  13.416,   0,    1,  true",
        "52.5, 13.4,   52.51, 13.4,     1,    1,  false",
        "52.5, 13.4,   52.6,  13.4,     60,   1,  true",
        "52.5, 13.4,   52.6,  13.4,     60,   20, false",
        "52.5, 13.4,   52.5,  28.0,     1,    1,  true",
        "52.5, 13.4,   52.5,  28.0,     7200, 1,  false",
        "0,    179.999, 0,    -179.999, 1,    1,  false",
    })
    void whatNoVehicleGoes(
            double lat,
            double lng,
            double toLat,
            double toLng,
            long seconds,
            double timeScale,
            boolean leap) {
        var from = located(lat, lng, 0);
        assertThat(Leap.between(from, located(toLat, toLng, seconds), timeScale)).isEqualTo(leap);
    }

    private static DriverLocated located(double lat, double lng, long seconds) {
        return new DriverLocated(
                DRIVER, START.plusSeconds(seconds), lat, lng, null, null, null, true);
    }
}
