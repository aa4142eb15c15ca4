package dev.beckon.contracts.offer;

import dev.beckon.contracts.id.DriverId;
import org.jspecify.annotations.Nullable;

/**
 * A driver who could take an order, and what that would cost.
 *
 * @param distanceM metres from the driver to the pickup, as the crow flies
 * @param etaS seconds that the driver needs to the pickup
 * @param by how that was found; absent in records of a time when it was not said
 */
public record Candidate(DriverId driverId, double distanceM, int etaS, @Nullable By by) {

    /** How a travel time was found. */
    public enum By {
        /** Along the roads of a map. */
        ROAD,
        /** Estimated from the straight line: there is no road, no map, or no time to look. */
        LINE
    }

    public Candidate {
        if (!(distanceM >= 0) || etaS < 0) {
            throw new IllegalArgumentException("distanceM and etaS must not be negative");
        }
    }
}
