package dev.beckon.city.driver;

/**
 * What a driver makes of an offer.
 *
 * @param afterMs how long the driver thinks, in real time
 */
record Answer(Choice choice, long afterMs) {

    enum Choice {
        ACCEPT,
        DECLINE,
        /** The phone is in the pocket. */
        IGNORE
    }
}
