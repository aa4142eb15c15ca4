package dev.beckon.loadtest.harness;

/**
 * What happened to the orders of a measured window.
 *
 * @param sent that were due in it
 * @param taken answered with 202
 * @param turnedAway answered with 503
 * @param failed answered otherwise, or not at all
 * @param offered whose first offer came to a driver's socket, whenever
 * @param again further offers, after one that came to nothing
 * @param expired offers that were closed because nobody answered
 * @param unserved orders for which no driver was found
 * @param refused commands on sockets
 * @param ended that were cancelled or delivered, whenever
 */
public record Counts(
        long sent,
        long taken,
        long turnedAway,
        long failed,
        long offered,
        long again,
        long expired,
        long unserved,
        long refused,
        long ended) {

    /** Whether each order was taken, offered, and ended as it was meant to. */
    public boolean clean() {
        return taken == sent && offered == sent && ended == sent && refused == 0 && expired == 0;
    }
}
