package dev.beckon.contracts.offer;

/** Where an offer stands. */
public enum OfferState {
    /** Made, and not yet confirmed by the driver's client. */
    OPEN,
    /** Confirmed: the driver sees it, the answer window runs. */
    RECEIVED,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    /** No receipt in time: the driver is no candidate until the next sign of life. */
    UNDELIVERED,
    /** Taken back: the order was cancelled, reassigned, or taken by another. */
    WITHDRAWN;

    /** Whether the driver can still answer, and is held meanwhile. */
    public boolean live() {
        return this == OPEN || this == RECEIVED;
    }
}
