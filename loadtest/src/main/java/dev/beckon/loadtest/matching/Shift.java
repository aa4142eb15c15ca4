package dev.beckon.loadtest.matching;

import dev.beckon.contracts.geo.LatLng;

/**
 * Somebody's time at work.
 *
 * @param start where it begins
 * @param fromS seconds after the stretch's beginning; negative for who was there before
 * @param untilS when the driver takes no further order
 */
record Shift(LatLng start, double fromS, double untilS) {

    /** How much of it lies in the first so many seconds. */
    double withinS(double endS) {
        return Math.max(0, Math.min(untilS, endS) - Math.max(fromS, 0));
    }
}
