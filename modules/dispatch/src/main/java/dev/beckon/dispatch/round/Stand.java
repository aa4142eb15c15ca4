package dev.beckon.dispatch.round;

/**
 * Where an owner stands with a partition.
 *
 * @param folded the first offset that is not folded
 * @param epoch of the ownership; whoever takes over begins the next one
 */
record Stand(long folded, long epoch) {

    Stand at(long offset) {
        return new Stand(offset, epoch);
    }
}
