package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is there, and where. */
class SightingsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final DriverId DRIVER = new DriverId(UUID.randomUUID());

    private final Sightings sightings = new Sightings();

    private void located(int second, double lat) {
        var at = START.plusSeconds(second);
        sightings.located(
                DRIVER, at, () -> new DriverLocated(DRIVER, at, lat, 2, null, null, null, true));
    }

    private double lat() {
        var position = sightings.find(DRIVER);
        return position == null ? Double.NaN : position.lat();
    }

    @Test
    void theLatestPositionCountsNotTheLastToCome() {
        located(5, 1);
        located(3, 2);
        assertThat(lat()).isEqualTo(1);
        located(6, 3);
        assertThat(lat()).isEqualTo(3);
    }

    @Test
    void whoIsGoneIsNowhereUntilTheyAreSeenLater() {
        located(5, 1);
        sightings.gone(DRIVER, START.plusSeconds(6));
        assertThat(lat()).isNaN();
        sightings.seen(DRIVER, START.plusSeconds(5));
        assertThat(lat()).as("that was before").isNaN();
        sightings.seen(DRIVER, START.plusSeconds(8));
        assertThat(lat()).isEqualTo(1);
        sightings.gone(DRIVER, START.plusSeconds(7));
        assertThat(lat()).as("another socket of theirs was heard later").isEqualTo(1);
    }

    @Test
    void whoIsSeenAndHasNoPositionIsNowhere() {
        sightings.seen(DRIVER, START);
        assertThat(lat()).isNaN();
    }

    @Test
    void whoIsSilentIsNamedOnceAndForgottenLater() {
        located(0, 1);
        assertThat(sightings.sweep(START.plus(Sightings.SILENCE))).isEmpty();
        assertThat(sightings.sweep(START.plus(Sightings.SILENCE).plusMillis(1)))
                .containsExactly(DRIVER);
        assertThat(lat()).isNaN();
        assertThat(sightings.sweep(START.plus(Sightings.SILENCE).plusSeconds(30))).isEmpty();
        sightings.seen(DRIVER, START.plusSeconds(100));
        assertThat(lat()).isEqualTo(1);
        sightings.sweep(START.plusSeconds(101).plus(Sightings.REMEMBERED));
        assertThat(sightings.all()).isEmpty();
    }
}
