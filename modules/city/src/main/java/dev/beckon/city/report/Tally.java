package dev.beckon.city.report;

/**
 * How the orders stand.
 *
 * @param placed acknowledged so far
 * @param searching without a driver yet
 * @param underWay a driver has them
 * @param placeToOfferP50Ms the median so far; 0 without any
 */
public record Tally(
        int placed,
        int searching,
        int underWay,
        int delivered,
        int cancelled,
        int noDriver,
        double placeToOfferP50Ms) {

    /** Orders that have not ended. */
    public int open() {
        return placed - delivered - cancelled - noDriver;
    }
}
