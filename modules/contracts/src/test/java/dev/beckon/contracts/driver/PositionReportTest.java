package dev.beckon.contracts.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionReportTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "90,      180,      -,        -,     -,      -,     -",
                "-90,     -180,     0,        0,     0,      0,     -",
                "0,       0,        100000,   360,   1000,   -300,  -",
                "0,       0,        -,        -,     -,      5,     -",
                "90.0001, 0,        -,        -,     -,      -,     lat",
                "NaN,     0,        -,        -,     -,      -,     lat",
                "0,       -180.001, -,        -,     -,      -,     lng",
                "0,       Infinity, -,        -,     -,      -,     lng",
                "0,       0,        -1,       -,     -,      -,     accuracy",
                "0,       0,        100001,   -,     -,      -,     accuracy",
                "0,       0,        -,        360.1, -,      -,     heading",
                "0,       0,        -,        NaN,   -,      -,     heading",
                "0,       0,        -,        -,     -0.1,   -,     speed",
                "0,       0,        -,        -,     1001,   -,     speed",
                "0,       0,        -,        -,     -,      6,     at",
                "0,       0,        -,        -,     -,      -301,  at",
            })
    void namesWhatIsWrong(
            double lat,
            double lng,
            @Nullable Double accuracy,
            @Nullable Double heading,
            @Nullable Double speed,
            @Nullable Long atS,
            @Nullable String field) {
        var at = atS == null ? null : NOW.plusSeconds(atS);
        var fault = new PositionReport(lat, lng, accuracy, heading, speed, at).findFault(NOW);
        assertThat(fault == null ? null : fault.field()).isEqualTo(field);
        if (fault != null) {
            assertThat(fault.detail()).startsWith(field + " must ");
        }
    }

    @Test
    void theEndsOfTimeAreRefused() {
        for (var at : new Instant[] {Instant.MIN, Instant.MAX}) {
            var fault = new PositionReport(0, 0, null, null, null, at).findFault(NOW);
            assertThat(fault).extracting(PositionReport.Fault::field).isEqualTo("at");
        }
    }

    @Test
    void nobodyIsLocatedInTheFuture() {
        assertThat(locatedAt(null)).isEqualTo(NOW);
        assertThat(locatedAt(NOW.plusSeconds(4))).isEqualTo(NOW);
        assertThat(locatedAt(NOW.minusSeconds(4))).isEqualTo(NOW.minusSeconds(4));
    }

    private static Instant locatedAt(@Nullable Instant at) {
        return new PositionReport(1, 2, null, null, null, at)
                .located(new DriverId(UUID.randomUUID()), NOW, true)
                .at();
    }
}
