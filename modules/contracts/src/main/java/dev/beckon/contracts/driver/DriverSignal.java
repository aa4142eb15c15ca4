package dev.beckon.contracts.driver;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The hot stream: where drivers are, and whether they are there at all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface DriverSignal {

    DriverId driverId();

    /** When it was so; readers drop what is older than what they have. */
    Instant at();

    /**
     * A position.
     *
     * @param accuracyM radius of uncertainty in metres
     * @param headingDeg degrees clockwise from north, 0 to 360
     * @param speedMps metres a second
     * @param live whether it came on a socket and so is a sign of life: no socket, no offers
     */
    record DriverLocated(
            DriverId driverId,
            Instant at,
            double lat,
            double lng,
            @Nullable Double accuracyM,
            @Nullable Double headingDeg,
            @Nullable Double speedMps,
            boolean live)
            implements DriverSignal {

        public DriverLocated {
            new LatLng(lat, lng);
        }

        public LatLng latLng() {
            return new LatLng(lat, lng);
        }
    }

    /** A sign of life without a position: the driver's socket answered. */
    record DriverSeen(DriverId driverId, Instant at) implements DriverSignal {}

    /**
     * A driver's last socket on a node closed, and {@code at} is just after they were last heard on
     * it: no candidate until the next sign of life, unless one came since.
     */
    record DriverGone(DriverId driverId, Instant at) implements DriverSignal {}
}
