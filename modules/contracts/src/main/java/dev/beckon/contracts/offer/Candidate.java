package dev.beckon.contracts.offer;

import dev.beckon.contracts.id.DriverId;

/**
 * A driver who could take an order, and what that would cost.
 *
 * @param distanceM metres from the driver to the pickup, as the crow flies
 * @param etaS seconds that the driver needs to the pickup
 */
public record Candidate(DriverId driverId, double distanceM, int etaS) {

    public Candidate {
        if (!(distanceM >= 0) || etaS < 0) {
            throw new IllegalArgumentException("distanceM and etaS must not be negative");
        }
    }
}
